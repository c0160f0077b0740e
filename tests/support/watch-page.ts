import type { BrowserContext, Page } from 'playwright-core';

/** What no page of the product may do. */
export interface Misdeeds {
  /** Requests to anyone but our own server, the service worker's included. */
  readonly foreignRequests: readonly string[];
  /** What the content security policy stopped, and what nobody caught. */
  readonly complaints: readonly string[];
}

/** Watches every page of a browser from now on. */
export function watchMisdeeds(context: BrowserContext, url: string): Misdeeds {
  const foreignRequests: string[] = [];
  const complaints: string[] = [];
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== url) foreignRequests.push(request.url());
  });
  context.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(String(error.error())));
  return { foreignRequests, complaints };
}

/** Waits until this device has all the app needs to start without a network. */
export async function untilReadyForOffline(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const isControlled = () => navigator.serviceWorker.controller !== null;
    while (!isControlled()) {
      await new Promise((controlled) =>
        navigator.serviceWorker.addEventListener('controllerchange', controlled, { once: true }),
      );
    }
  });
}
