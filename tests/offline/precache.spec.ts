import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, signInAsTeacher, test } from '#tests/support/journey.ts';
import { builtApp } from '#tests/support/rollbook.ts';
import { untilReadyForOffline } from '#tests/support/watch-page.ts';

const mostShellBytes = 200_000;
/** As it goes over the wire once, when the app comes to the device or changes altogether. */
const mostPrecacheBytes = 512 * 1024;

/** Paths of the built app as a browser asks for them. */
function builtFiles(): string[] {
  return readdirSync(builtApp, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
    .map((entry) => `/${relative(builtApp, join(entry.parentPath, entry.name))}`);
}

/** Shown or downloaded only with a network, or read by the browser itself. */
const notKept = /^\/(samples|screenshots)\/|^\/service-worker\.js$|^\/_app\/version\.json$/;

test('the device keeps every file the app may load, workers included, and nothing else', async ({ page }) => {
  await page.goto('/sign-in');
  await untilReadyForOffline(page);
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map((request) => new URL(request.url).pathname);
  });

  const expected = builtFiles().filter((path) => !notKept.test(path));
  expect(kept.sort()).toEqual(expected.sort());
  expect(expected.filter((path) => path.includes('worker-')).length).toBeGreaterThan(0);
  const bytes = expected.reduce((sum, path) => sum + wireBytes(path), 0);
  expect(bytes).toBeLessThanOrEqual(mostPrecacheBytes);
});

function wireBytes(path: string): number {
  const file = join(builtApp, path);
  return statSync(existsSync(`${file}.br`) ? `${file}.br` : file).size;
}

test('the first page takes at most 200 kB of scripts and styles over the wire', async ({
  page,
  browser,
  rollbook,
}) => {
  await signInAsTeacher(page);
  const context = await browser.newContext({
    baseURL: rollbook.url,
    serviceWorkers: 'block',
    storageState: await page.context().storageState(),
  });
  const first = await context.newPage();
  const sizes: Promise<number>[] = [];
  first.on('requestfinished', (request) => {
    if (!['script', 'stylesheet'].includes(request.resourceType())) return;
    sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await first.goto('/import');
  await expect(first.getByRole('button', { name: 'Choose File' })).toBeVisible();
  await first.waitForLoadState('networkidle');

  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(20_000);
  expect(total).toBeLessThanOrEqual(mostShellBytes);
  test.info().annotations.push({ type: 'kB', description: String(Math.round(total / 1000)) });
  await context.close();
});
