import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { wakeTag } from '#sync/wake-message.ts';
import { shellFiles, shellPage } from './precache.ts';
import { takeShare } from './take-share.ts';
import { wakeWindows } from './wake-windows.ts';

declare const self: ServiceWorkerGlobalScope;

/** The server alone answers these; a name with a dot in it is a file and no page. */
const notPages = [/^\/api\//, /^[^?]*\.[^/?]*(\?|$)/];

precacheAndRoute(shellFiles);
cleanupOutdatedCaches();

// Every page is the same shell, so a deep link opens without a network.
registerRoute(new NavigationRoute(createHandlerBoundToURL(shellPage), { denylist: notPages }));

// The manifest's share_target.
registerRoute(({ url }) => url.pathname === '/import', takeShare, 'POST');

// The first visit, too, must survive a network that goes away before the second.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

// A new version waits until a person says so: reloading over unsaved work is theirs to decide.
self.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});

// Sending takes a key that only an open, unlocked app has. With no window open, uploads wait for the next start.
self.addEventListener('sync', (event) => {
  if (event.tag === wakeTag) event.waitUntil(wakeWindows(self.clients));
});
