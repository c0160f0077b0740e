/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { shellFiles, shellPage } from './precache.ts';

declare const self: ServiceWorkerGlobalScope;

precacheAndRoute(shellFiles);
cleanupOutdatedCaches();

// Every page is the same shell, so a deep link opens without a network. The server alone answers /api.
registerRoute(new NavigationRoute(createHandlerBoundToURL(shellPage), { denylist: [/^\/api\//, /^\/samples\//] }));

// A new version waits until a person says so: reloading over unsaved work is theirs to decide.
self.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});
