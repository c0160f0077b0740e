import { dropStaleSharedFiles } from '#storage/shared-files.ts';
import { givenFiles } from '../import/given-files.svelte.ts';

/** Chromium's alone, like the launch queue itself. */
interface Launch {
  readonly targetURL?: string;
  readonly files?: readonly FileSystemFileHandle[];
}

interface LaunchQueue {
  setConsumer(consumer: (launch: Launch) => void): void;
}

/**
 * Takes what the device starts the app with: files opened with Rollbook, or a shortcut. The manifest asks for the open
 * window to be used, so this also happens while somebody works. What was shared and never read is deleted.
 */
export function followLaunches(show: (path: string) => void): void {
  dropStaleSharedFiles(Date.now()).catch(reportError);
  const { launchQueue } = window as { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer((launch) => {
    takeLaunch(launch, show).catch(reportError);
  });
}

/** The plain start of the app leaves an open window where it is. */
async function takeLaunch({ targetURL, files }: Launch, show: (path: string) => void): Promise<void> {
  if (files && files.length > 0) givenFiles.give(await Promise.all(files.map((file) => file.getFile())));
  const { pathname } = new URL(targetURL ?? '/', location.origin);
  if (pathname !== '/' && pathname !== location.pathname) show(pathname);
}
