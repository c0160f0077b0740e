import { build, files, version } from '$service-worker';

/** Every page of the app is this one file; what is shown is decided by the address. */
export const shellPage = '/200.html';

/** Shown or downloaded only with a network: not worth space on every tablet. */
const onlineOnly = ['/samples/', '/screenshots/'];

/**
 * What the app needs to start without a network. Files of the build carry a hash in their name and never change; the
 * others are fetched again with every version, and the version is another one as soon as any of them changes.
 */
export const shellFiles = [
  ...build.map((url) => ({ url, revision: null })),
  ...files
    .filter((path) => !onlineOnly.some((folder) => path.startsWith(folder)))
    .map((url) => ({ url, revision: version })),
  { url: shellPage, revision: version },
];
