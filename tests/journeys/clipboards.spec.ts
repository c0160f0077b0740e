import { expect, test } from '@playwright/test';
import { readClipboardFixtures } from '../fixtures/read-clipboard-fixtures.ts';
import { openWorkerPage } from '../support/open-worker-page.ts';
import type { WorkerPage } from './worker-page/worker-page-api.ts';

test('what was copied in a spreadsheet is read cell by cell, and nothing of it runs', async () => {
  const { page, close } = await openWorkerPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const fixtures = readClipboardFixtures();
  expect(fixtures.length).toBeGreaterThanOrEqual(40);
  for (const { name, text, html, expected } of fixtures) {
    const found = await page.evaluate(
      ([text, html]) =>
        (globalThis as unknown as { workerPage: WorkerPage }).workerPage.readClipboard(text, html),
      [text, html] as const,
    );
    expect.soft(found, name).toEqual(expected);
  }
  expect(await page.title()).not.toBe('run');
  expect(asked).toEqual([]);
  await close();
});
