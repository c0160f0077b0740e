import { expect, test } from '@playwright/test';
import { readRosterFixtures } from '../fixtures/read-roster-fixtures.ts';
import { openWorkerPage, type OpenWorkerPage } from '../support/open-worker-page.ts';
import type { WorkerPage } from './worker-page/worker-page-api.ts';

// One page is built and opened for all files.
test.describe.configure({ mode: 'default' });

let opened: OpenWorkerPage;
test.beforeAll(async () => {
  opened = await openWorkerPage();
});
test.afterAll(() => opened.close());

test.describe('the roster worker of a real browser', () => {
  for (const { name, fileName, bytes, expected } of readRosterFixtures()) {
    test(`finds in ${name} what the server finds`, async () => {
      const found = await opened.page.evaluate(
        ({ bytes, fileName }) =>
          (globalThis as unknown as { workerPage: WorkerPage }).workerPage.openForTest(bytes, fileName),
        { bytes: [...bytes], fileName },
      );
      expect(found).toEqual(expected);
    });
  }

  test('writes templates that hold every column and no row', async () => {
    const header = ['Student ID', 'First Name', 'Last Name'];
    for (const format of ['csv', 'xlsx'] as const) {
      const found = await opened.page.evaluate(
        ({ header, format }) =>
          (globalThis as unknown as { workerPage: WorkerPage }).workerPage.writeAndOpen(header, format),
        { header, format },
      );
      expect(found).toEqual({ fileProblem: 'file.no_rows' });
    }
  });

  test('stops at once when it is told to', async () => {
    const outcome = await opened.page.evaluate(() =>
      (globalThis as unknown as { workerPage: WorkerPage }).workerPage.stopWhileReading(),
    );
    expect(outcome).toBe('AbortError');
  });
});
