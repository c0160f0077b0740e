import type { Page } from '@playwright/test';
import { readTables } from '#tests/support/device-database.ts';
import { studentsOf } from '#tests/support/import-world.ts';
import { chooseFile, expect, signInAsTeacher, test } from '#tests/support/journey.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { sheetFile } from '#tests/support/sheets.ts';

test.describe.configure({ retries: 0 });

// What the app itself takes up must not change with its size.
test.use({ serviceWorkers: 'block' });

/** Gives the app so many bytes in all, as long as the page is open; null for the usual. */
async function limitTo(page: Page, quotaSize: number | null): Promise<void> {
  const chrome = await page.context().newCDPSession(page);
  const quota = quotaSize === null ? {} : { quotaSize };
  await chrome.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, ...quota });
}

/** By its links: nothing is loaded again. */
async function pick(page: Page, name: string, rows: number): Promise<void> {
  await page.getByRole('link', { name: 'Upload History', exact: true }).click();
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  const picking = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose File' }).click();
  const { name: fileName, bytes } = sheetFile(name, madeUpClass(rows), 'csv');
  await (await picking).setFiles({ name: fileName, mimeType: 'text/csv', buffer: Buffer.from(bytes) });
}

const noRoom = 'This device has no room left';

for (const kilobytes of [300, 500, 700]) {
  test(`with ${kilobytes} kB for everything, nothing is lost without a word, and what is there is sent`, async ({
    page,
    rollbook,
  }) => {
    await page.goto('/sign-in');
    await limitTo(page, kilobytes * 1024);
    await signInAsTeacher(page);
    await page.getByRole('link', { name: 'Import', exact: true }).click();
    await chooseFile(page, sheetFile('before', madeUpClass(3), 'csv'));
    await page.route('**/api/**', (route) => route.abort());
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await expect(page.getByText('Waiting to send')).toBeVisible();

    await pick(page, 'too-big', 40_000);
    await expect(page.getByText('Free some space', { exact: false })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(noRoom).first()).toBeVisible();
    const { drafts, draftBlocks } = await readTables(page, ['drafts', 'draftBlocks']);
    expect([drafts, draftBlocks]).toEqual([[], []]);

    await page.unroute('**/api/**');
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect.poll(() => studentsOf(rollbook), { timeout: 30_000 }).toHaveLength(3);
    await expect.poll(async () => (await readTables(page, ['outboxChunks'])).outboxChunks).toEqual([]);

    await limitTo(page, null);
    await pick(page, 'smaller', 5);
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await expect.poll(() => studentsOf(rollbook), { timeout: 30_000 }).toHaveLength(5);
    await expect(page.getByText(noRoom)).toHaveCount(0);
  });
}
