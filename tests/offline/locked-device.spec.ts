import type { BrowserContext, Page } from '@playwright/test';
import { studentsOf } from '#tests/support/import-world.ts';
import { chooseFile, expect, openAndChooseFile, signInAsTeacher, test } from '#tests/support/journey.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { teacher } from '#tests/support/rollbook.ts';
import { openPinDialog, pin, typeNewPin } from '#tests/support/set-pin.ts';
import { sheetFile } from '#tests/support/sheets.ts';
import { untilReadyForOffline } from '#tests/support/watch-page.ts';

const classList = sheetFile('class', madeUpClass(5), 'csv');
const lockedBar = /locked until Rollbook is reached\. 1 upload waits on this device/;

/** The app as it opens in the morning: no tab has the keys. */
async function reopen(context: BrowserContext, page: Page, path: string): Promise<Page> {
  await page.close();
  const fresh = await context.newPage();
  await fresh.goto(path);
  return fresh;
}

test('without a network a PIN opens what is kept; ten wrong ones take it away', async ({
  page,
  context,
  rollbook,
}) => {
  await signInAsTeacher(page);
  await untilReadyForOffline(page);
  await openPinDialog(page);
  await typeNewPin(page, '1234');
  await expect(page.getByText('Type 6 digits or more.')).toBeVisible();
  await typeNewPin(page, pin);
  await expect(page.getByText('The PIN is saved on this device.')).toBeVisible();
  await openAndChooseFile(page, classList);
  await rollbook.stopListening();

  const morning = await reopen(context, page, '/drafts');
  await morning.getByLabel('PIN', { exact: true }).fill('000000');
  await morning.getByRole('button', { name: 'Open' }).click();
  await expect(morning.getByText('This is not the PIN. 9 tries are left.')).toBeVisible();
  await morning.getByLabel('PIN', { exact: true }).fill(pin);
  await morning.getByRole('button', { name: 'Open' }).click();
  await morning.getByRole('link', { name: 'class.csv' }).click();
  await expect(morning.getByRole('gridcell', { name: 'Ana' }).first()).toBeVisible();
  await morning.getByRole('button', { name: 'Profile' }).click();
  await expect(morning.getByText(teacher.username)).toBeVisible();

  const second = await context.newPage();
  await second.goto('/drafts');
  await expect(second.getByRole('link', { name: 'class.csv' })).toBeVisible();
  await second.close();

  const stranger = await reopen(context, morning, '/drafts');
  for (let left = 9; left >= 0; left -= 1) {
    await stranger.getByLabel('PIN', { exact: true }).fill(`00000${left}`);
    await stranger.getByRole('button', { name: 'Open' }).click();
    if (left > 0) await expect(stranger.getByText(`${left} tr`)).toBeVisible();
  }
  await expect(stranger.getByText('Your work is kept on this device')).toHaveCount(0);
  await stranger.reload();
  await expect(stranger.getByText('1 draft is locked')).toBeVisible();
  await expect(stranger.getByRole('link', { name: 'class.csv' })).toHaveCount(0);

  await rollbook.startListening();
  const owner = await reopen(context, stranger, '/drafts');
  await expect(owner.getByRole('link', { name: 'class.csv' })).toBeVisible();
});

test('without a network and without a PIN new work is kept, locked, and sent when the server is back', async ({
  page,
  context,
  rollbook,
}) => {
  await signInAsTeacher(page);
  await untilReadyForOffline(page);
  await openAndChooseFile(page, sheetFile('before', madeUpClass(2), 'csv'));
  await rollbook.stopListening();

  const morning = await reopen(context, page, '/import');
  await expect(morning.getByText('1 draft is locked')).toBeVisible();
  await chooseFile(morning, classList);
  await morning.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(morning.getByText('Waiting to send')).toBeVisible();
  await morning.reload();
  await expect(morning.getByText(lockedBar)).toBeVisible();
  await expect(morning.getByText('class.csv')).toHaveCount(0);

  await rollbook.startListening();
  await morning.evaluate(() => dispatchEvent(new Event('online')));
  await expect.poll(() => studentsOf(rollbook), { timeout: 30_000 }).toHaveLength(5);
  await morning.goto('/drafts');
  await expect(morning.getByRole('link', { name: 'before.csv' })).toBeVisible();
});

test('nobody there for 15 minutes: the screen is locked, in every tab, and the password brings everything back', async ({
  page,
  context,
  rollbook,
}) => {
  await page.clock.install();
  await signInAsTeacher(page);
  await openAndChooseFile(page, classList);
  await page.goto('/drafts');
  // What is under way must not run into its own limits of time.
  await expect(page.getByRole('link', { name: 'class.csv' })).toBeVisible();
  await page.clock.fastForward('14:30');
  await page.mouse.click(5, 400);
  await page.clock.fastForward('14:30');
  await expect(page.getByRole('link', { name: 'class.csv' })).toBeVisible();
  await page.clock.fastForward('01:00');

  await expect(page.getByText('Nobody used it for 15 minutes', { exact: false })).toBeVisible();
  await expect(page.getByText('class.csv')).toHaveCount(0);
  await expect.poll(() => rollbook.parts.db.selectFrom('sessions').selectAll().execute()).toEqual([]);
  const second = await context.newPage();
  await second.goto('/drafts');
  await expect(second.getByText('Nobody used it for 15 minutes', { exact: false })).toBeVisible();
  await second.close();
  await page.reload();
  await expect(page.getByText('Nobody used it for 15 minutes', { exact: false })).toBeVisible();

  await page.getByRole('textbox', { name: 'Username' }).fill(teacher.username);
  await page.getByRole('textbox', { name: 'Password' }).fill(teacher.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/drafts$/);
  await expect(page.getByRole('link', { name: 'class.csv' })).toBeVisible();
});

test('a screen locked over a waiting upload still sends it, and only then forgets the key', async ({
  page,
  rollbook,
}) => {
  await page.clock.install();
  await signInAsTeacher(page);
  await untilReadyForOffline(page);
  await openAndChooseFile(page, classList);
  await rollbook.stopListening();
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(page.getByText('Waiting to send')).toBeVisible();
  await page.clock.fastForward('16:00');
  await expect(page.getByText('Nobody used it for 15 minutes', { exact: false })).toBeVisible();
  await expect(page.getByText('class.csv')).toHaveCount(0);

  await rollbook.startListening();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.clock.fastForward('05:00');
  await expect.poll(() => studentsOf(rollbook), { timeout: 30_000 }).toHaveLength(5);
  await expect.poll(() => rollbook.parts.db.selectFrom('sessions').selectAll().execute()).toEqual([]);
});

test('what nobody touches in 30 days is announced, and then deleted by the server’s clock alone', async ({
  page,
  rollbook,
}) => {
  await signInAsTeacher(page);
  await openAndChooseFile(page, classList);
  await page.goto('/drafts');
  await expect(page.getByText(/deleted on/)).toBeVisible();
  const day = 24 * 60 * 60 * 1000;
  rollbook.advance(16 * day);
  await signInAsTeacher(page);
  await page.goto('/drafts');
  await expect(page.getByRole('link', { name: 'class.csv' })).toBeVisible();

  rollbook.advance(15 * day);
  await signInAsTeacher(page);
  await page.goto('/drafts');
  await expect(page.getByText('No drafts')).toBeVisible();
});
