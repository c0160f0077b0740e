import type { Page } from '@playwright/test';
import { loseRows } from '#tests/support/device-database.ts';
import { studentsOf } from '#tests/support/import-world.ts';
import { chooseFile, expect, signInAsTeacher, test } from '#tests/support/journey.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { sheetFile } from '#tests/support/sheets.ts';
import { untilReadyForOffline } from '#tests/support/watch-page.ts';

test.describe.configure({ retries: 0 });

/** Goes to the import page without loading the app again, and chooses a file. */
async function choose(page: Page, name: string, rows: number): Promise<void> {
  await page.getByRole('link', { name: 'Upload History', exact: true }).click();
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await chooseFile(page, sheetFile(name, madeUpClass(rows), 'csv'));
}

async function upload(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Upload History' })).toBeVisible();
}

const missing = 'Some saved work on this device is missing';

/** What a damaged disk may take, and what is then said to be missing. */
const losses: readonly {
  readonly table: string;
  readonly which: 'all' | 'first';
  readonly said: RegExp;
}[] = [
  { table: 'drafts', which: 'all', said: /^1 draft, last saved/ },
  { table: 'draftBlocks', which: 'first', said: /^1 draft, last saved/ },
  { table: 'outbox', which: 'first', said: /^1 upload, last saved/ },
  { table: 'outboxChunks', which: 'first', said: /^1 upload, last saved/ },
  { table: 'droppedKeys', which: 'all', said: /^1 upload, last saved/ },
];

for (const { table, which, said } of losses) {
  test(`when rows of ${table} are lost it is said within three seconds, and the rest is sent`, async ({
    page,
    context,
    rollbook,
  }) => {
    await signInAsTeacher(page);
    await untilReadyForOffline(page);
    await choose(page, 'draft', 2);
    await rollbook.stopListening();
    // Opened without a network, the app has only a key from the box for what comes next.
    if (table === 'droppedKeys') await page.reload();
    await choose(page, 'first', 3);
    await upload(page);
    await page.close();

    const bare = await context.newPage();
    await rollbook.startListening();
    await bare.goto('/robots-of-tests.txt');
    await loseRows(bare, table, which);
    await bare.goto('/');
    await expect(bare.getByText(missing)).toBeVisible({ timeout: 3_000 });
    await expect(bare.getByText(said)).toBeVisible();
    if (table === 'drafts' || table === 'draftBlocks')
      await expect.poll(() => studentsOf(rollbook), { timeout: 20_000 }).toHaveLength(3);

    await bare.getByRole('button', { name: 'Understood' }).click();
    await expect(bare.getByText(missing)).toHaveCount(0);
    await bare.reload();
    await expect(bare.getByRole('heading', { name: 'My Programs' })).toBeVisible();
    await choose(bare, 'next', 5);
    await upload(bare);
    await expect.poll(() => studentsOf(rollbook), { timeout: 20_000 }).toHaveLength(5);
    await expect(bare.getByText(missing)).toHaveCount(0);
  });
}
