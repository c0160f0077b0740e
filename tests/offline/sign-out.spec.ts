import type { Page } from '@playwright/test';
import { countRows } from '#tests/support/device-database.ts';
import { studentsOf } from '#tests/support/import-world.ts';
import { expect, openAndChooseFile, signIn, signInAsTeacher, test } from '#tests/support/journey.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { addTeacher } from '#tests/support/people.ts';
import type { Rollbook } from '#tests/support/rollbook.ts';
import { sheetFile } from '#tests/support/sheets.ts';
import { untilReadyForOffline } from '#tests/support/watch-page.ts';

const classList = sheetFile('class', madeUpClass(5), 'csv');

async function pressSignOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Profile' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
}

function dialog(page: Page) {
  return page.getByRole('dialog', { name: 'Some of your work is only on this device' });
}

const colleague = { username: 'mr.stone', password: 'a-colleague-of-tests-1' };

/** How many devices the server still opens; a destroyed secret leaves a nonce behind. */
async function liveSecrets({ parts }: Rollbook): Promise<number> {
  const live = parts.db.selectFrom('device_secrets').selectAll().where('nonce', '=', '');
  return (await live.execute()).length;
}

const signInPage = /\/sign-in/;

test('without work of its own a device asks nothing, and is wiped', async ({ page }) => {
  await signInAsTeacher(page);
  await page.goto('/history');
  await expect(page.getByRole('heading', { name: 'Upload History' })).toBeVisible();
  await page.evaluate(() => localStorage.setItem('rollbook.language', 'es'));
  const wiped = page.waitForResponse((response) => response.url().includes('/api/sign-out'));
  await pressSignOut(page);

  expect(await (await wiped).headerValue('Clear-Site-Data')).toBe('"storage"');
  await expect(page.getByRole('button', { name: 'Iniciar sesión' })).toBeVisible();
  expect(await countRows(page)).toEqual({});
  const kept = await page.evaluate(() => Object.keys(localStorage));
  expect(kept).toEqual(['rollbook.language']);
});

test('a draft kept at sign-out opens again for its owner, and for nobody else', async ({
  page,
  rollbook,
}) => {
  await signInAsTeacher(page);
  await openAndChooseFile(page, classList);
  await pressSignOut(page);
  await expect(dialog(page).getByText('1 draft.')).toBeVisible();
  await expect(dialog(page).getByRole('button', { name: 'Send now' })).toHaveCount(0);
  await dialog(page).getByRole('button', { name: 'Keep it here' }).click();
  await expect(page).toHaveURL(signInPage);
  expect(await countRows(page)).toMatchObject({ drafts: 1, draftBlocks: 1, keyrings: 1 });
  expect(await liveSecrets(rollbook)).toBe(1);

  await signInAsTeacher(page);
  await page.goto('/drafts');
  await page.getByRole('link', { name: 'class.csv' }).click();
  await expect(page.getByRole('gridcell', { name: 'Ana' }).first()).toBeVisible();
});

test('a draft deleted at sign-out is gone, and so is the key that opened it', async ({ page, rollbook }) => {
  await signInAsTeacher(page);
  await openAndChooseFile(page, classList);
  await pressSignOut(page);
  await dialog(page).getByRole('button', { name: 'Delete it' }).click();
  await expect(page).toHaveURL(signInPage);
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();

  expect(await countRows(page)).toEqual({});
  expect(await liveSecrets(rollbook)).toBe(0);
  await signInAsTeacher(page);
  await page.goto('/drafts');
  await expect(page.getByText('No drafts')).toBeVisible();
});

test('an upload is sent before the way out, once there is a connection', async ({ page, rollbook }) => {
  await signInAsTeacher(page);
  await untilReadyForOffline(page);
  await openAndChooseFile(page, classList);
  await rollbook.stopListening();
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(page.getByText('Waiting to send')).toBeVisible();

  await pressSignOut(page);
  await expect(dialog(page).getByText('1 upload.')).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Send now' }).click();
  await expect(dialog(page).getByText('No connection: nothing can be sent now.')).toBeVisible();
  await rollbook.startListening();
  await page.evaluate(() => dispatchEvent(new Event('online')));

  await expect(page).toHaveURL(signInPage, { timeout: 60_000 });
  await expect.poll(() => studentsOf(rollbook), { timeout: 20_000 }).toHaveLength(5);
});

test('who stays is still signed in, with everything', async ({ page }) => {
  await signInAsTeacher(page);
  await openAndChooseFile(page, classList);
  await pressSignOut(page);
  await dialog(page).getByRole('button', { name: 'Stay signed in' }).click();
  await expect(dialog(page)).toHaveCount(0);
  await page.goto('/drafts');
  await expect(page.getByRole('link', { name: 'class.csv' })).toBeVisible();
});

test('without a network the rows go at once, and the wipe is finished at the next contact', async ({
  page,
  rollbook,
}) => {
  await signInAsTeacher(page);
  await openAndChooseFile(page, classList);
  await rollbook.stopListening();
  await pressSignOut(page);
  await dialog(page).getByRole('button', { name: 'Delete it' }).click();
  await expect(page).toHaveURL(signInPage);
  const left = await countRows(page);
  expect(Object.entries(left).filter(([table, rows]) => rows > 0 && table !== 'reserve')).toEqual([]);
  expect(await rollbook.parts.db.selectFrom('sessions').selectAll().execute()).toHaveLength(1);

  await rollbook.startListening();
  const wiped = page.waitForResponse((response) => response.url().includes('/api/sign-out'));
  await page.reload();
  expect(await (await wiped).headerValue('Clear-Site-Data')).toBe('"storage"');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  expect(await countRows(page)).toEqual({});
  expect(await rollbook.parts.db.selectFrom('sessions').selectAll().execute()).toEqual([]);
  expect(await liveSecrets(rollbook)).toBe(0);
});

test('work that a colleague keeps on the same device survives somebody else’s sign-out', async ({
  page,
  rollbook,
}) => {
  await addTeacher(rollbook.parts, [rollbook.school], colleague);
  await signInAsTeacher(page);
  await openAndChooseFile(page, classList);
  await pressSignOut(page);
  await dialog(page).getByRole('button', { name: 'Keep it here' }).click();
  await expect(page).toHaveURL(signInPage);

  await signIn(page, colleague);
  await expect(page.getByRole('heading', { name: 'My Programs' })).toBeVisible();
  await page.goto('/drafts');
  await expect(page.getByText('No drafts')).toBeVisible();
  await pressSignOut(page);
  await expect(page).toHaveURL(signInPage);
  await expect.poll(() => countRows(page)).toMatchObject({ drafts: 1, keyrings: 1 });

  await signInAsTeacher(page);
  await page.goto('/drafts');
  await expect(page.getByRole('link', { name: 'class.csv' })).toBeVisible();
});
