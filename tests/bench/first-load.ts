import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { signInAsTeacher } from '../support/journey.ts';
import type { Rollbook } from '../support/rollbook.ts';

export interface LoadSize {
  readonly name: string;
  /** JavaScript and CSS, gzip, until the page rests. */
  readonly kilobytes: number;
}

/** What a signed-in teacher's browser fetches to show a page for the first time. */
export async function benchFirstLoad(browser: Browser, rollbook: Rollbook): Promise<LoadSize[]> {
  const sizes: LoadSize[] = [];
  for (const path of ['/', '/import', '/history', '/students']) {
    sizes.push({ name: `first load of ${path}`, kilobytes: await measure(browser, rollbook, path) });
  }
  return sizes;
}

async function measure(browser: Browser, rollbook: Rollbook, path: string): Promise<number> {
  // The service worker fetches the whole app in the background; that is not what shows the page.
  const context = await browser.newContext({ baseURL: rollbook.url, serviceWorkers: 'block' });
  const page = await context.newPage();
  await signInAsTeacher(page);
  const storageState = await context.storageState();
  await context.close();

  const fresh = await browser.newContext({ baseURL: rollbook.url, serviceWorkers: 'block', storageState });
  const opened = await fresh.newPage();
  const bodies: Promise<Buffer>[] = [];
  opened.on('response', (response) => {
    if (/\.(js|css)$/.test(new URL(response.url()).pathname)) bodies.push(response.body());
  });
  await opened.goto(path, { waitUntil: 'networkidle' });
  const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body, { level: 9 }).length);
  await fresh.close();
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
}
