import { Hono } from 'hono';
import type { RequestEnv } from './env.ts';

/**
 * Replaces a service worker that must go: takes over at once, drops the cached app, unregisters itself and loads the
 * windows of the old one again, this time from the network. IndexedDB (drafts, uploads) and localStorage are left
 * alone. A window that never had a service worker is not loaded again, or it would be, for ever.
 */
const farewell = `
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(leave()));
async function leave() {
  for (const name of await caches.keys()) await caches.delete(name);
  const windows = await self.clients.matchAll({ type: 'window' });
  await self.registration.unregister();
  for (const open of windows) void open.navigate(open.url);
}
`;

/** The kill switch, `SERVICE_WORKER=off`. Mounted before the built app, whose own service worker it hides. */
export function serviceWorkerOff(): Hono<RequestEnv> {
  return new Hono<RequestEnv>().get('/service-worker.js', (c) =>
    c.body(farewell, 200, { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-store' }),
  );
}
