import { MINUTE_MS, type Milliseconds } from '#domain/time.ts';

const cacheName = 'rollbook-shared-file';
const address = (index: number) => `/shared-file/${index}`;
const nameHeader = 'File-Name';
const timeHeader = 'Kept-At';

/** Long enough to sign in first. A class list must not lie around on a shared device. */
const keptFor: Milliseconds = 10 * MINUTE_MS;

/** More are no class list; the first ones are kept. */
const MAX_FILES = 20;

/**
 * Keeps the files another app shared with this one until the page that opens for them takes them. In Cache Storage,
 * because the service worker that receives them has no key to encrypt them with.
 */
export async function keepSharedFiles(files: readonly File[], now: Milliseconds): Promise<void> {
  await caches.delete(cacheName);
  const cache = await caches.open(cacheName);
  for (const [index, file] of files.slice(0, MAX_FILES).entries()) {
    const headers = {
      [nameHeader]: encodeURIComponent(file.name),
      [timeHeader]: String(now),
      'Content-Type': file.type || 'application/octet-stream',
    };
    await cache.put(address(index), new Response(file, { headers }));
  }
}

/** The shared files, once; none when there are none, they were taken already, or are too old. */
export async function takeSharedFiles(now: Milliseconds): Promise<File[]> {
  const kept = await findKept();
  const files: File[] = [];
  for (const response of kept) {
    const bytes = await response.blob();
    if (isStale(response, now)) continue;
    const name = decodeURIComponent(response.headers.get(nameHeader) ?? '');
    files.push(new File([bytes], name, { type: bytes.type }));
  }
  if (kept.length > 0) await caches.delete(cacheName);
  return files;
}

/** Deletes shared files that nobody came for. */
export async function dropStaleSharedFiles(now: Milliseconds): Promise<void> {
  const kept = await findKept();
  if (kept.some((response) => isStale(response, now))) await caches.delete(cacheName);
}

/** Without https there is no Cache Storage, and no service worker that could have put anything there. */
async function findKept(): Promise<readonly Response[]> {
  if (!('caches' in globalThis) || !(await caches.has(cacheName))) return [];
  return (await caches.open(cacheName)).matchAll();
}

function isStale(kept: Response, now: Milliseconds): boolean {
  return now - Number(kept.headers.get(timeHeader)) > keptFor;
}
