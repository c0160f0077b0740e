import { MINUTE_MS, type Milliseconds } from '#domain/time.ts';

const cacheName = 'rollbook-shared-file';
const address = '/shared-file';
const nameHeader = 'File-Name';
const timeHeader = 'Kept-At';

/** Long enough to sign in first. A class list must not lie around on a shared device. */
const keptFor: Milliseconds = 10 * MINUTE_MS;

/**
 * Keeps the one file another app shared with this one until the page that opens for it takes it. In Cache Storage,
 * because the service worker that receives the file has no key to encrypt it with.
 */
export async function keepSharedFile(file: File, now: Milliseconds): Promise<void> {
  const headers = {
    [nameHeader]: encodeURIComponent(file.name),
    [timeHeader]: String(now),
    'Content-Type': file.type || 'application/octet-stream',
  };
  await (await caches.open(cacheName)).put(address, new Response(file, { headers }));
}

/** The shared file, once; null when there is none, it was taken already, or is too old. */
export async function takeSharedFile(now: Milliseconds): Promise<File | null> {
  const kept = await findKept();
  if (!kept) return null;
  const bytes = await kept.blob();
  await caches.delete(cacheName);
  if (isStale(kept, now)) return null;
  return new File([bytes], decodeURIComponent(kept.headers.get(nameHeader) ?? ''), { type: bytes.type });
}

/** Deletes a shared file that nobody came for. */
export async function dropStaleSharedFile(now: Milliseconds): Promise<void> {
  const kept = await findKept();
  if (kept && isStale(kept, now)) await caches.delete(cacheName);
}

/** Without https there is no Cache Storage, and no service worker that could have put anything there. */
async function findKept(): Promise<Response | undefined> {
  return 'caches' in globalThis ? caches.match(address, { cacheName }) : undefined;
}

function isStale(kept: Response, now: Milliseconds): boolean {
  return now - Number(kept.headers.get(timeHeader)) > keptFor;
}
