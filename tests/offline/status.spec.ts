import type { Page } from '@playwright/test';
import { readTables } from '#tests/support/device-database.ts';
import {
  downloadResult,
  expect,
  importFile,
  newestUpload,
  openAndChooseFile,
  signInAsTeacher,
  test,
} from '#tests/support/journey.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { addTeacher } from '#tests/support/people.ts';
import type { Rollbook } from '#tests/support/rollbook.ts';
import { sheetFile, withCell } from '#tests/support/sheets.ts';
import { sendSheet } from '#tests/support/upload.ts';
import { untilReadyForOffline } from '#tests/support/watch-page.ts';

const status = (page: Page) => page.locator('.status');

/** Everything the status says from now on that is announced, each once for each change. */
async function hearStatus(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const bar = document.querySelector('.status')!;
    const heard: string[] = [];
    const listen = () => {
      const quiet = bar.querySelector('[aria-live=off]')?.textContent ?? '';
      const said = bar.textContent.replace(quiet, '').trim();
      if (said !== heard.at(-1)) heard.push(said);
    };
    listen();
    new MutationObserver(listen).observe(bar, { subtree: true, childList: true, characterData: true });
    Object.assign(window, { heardStatus: heard });
  });
  return () => page.evaluate(() => (window as unknown as { heardStatus: string[] }).heardStatus);
}

async function pressUpload(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Upload History' })).toBeVisible();
}

/** What the outbox on the disk holds that the server has not confirmed. */
async function unsent(page: Page): Promise<number> {
  const { outbox = [] } = await readTables(page, ['outbox']);
  return (outbox as { status: string }[]).filter((entry) => entry.status !== 'sent').length;
}

async function colleagueUploads({ parts, school }: Rollbook): Promise<string> {
  const colleague = { username: 'mr.okoye', password: 'another-teacher-2' };
  const userGuid = await addTeacher(parts, [school], colleague);
  return sendSheet({ ...madeUpClass(3), fileName: 'theirs.csv' }, school, userGuid, parts);
}

/** Waits for nothing: the app may have noticed by itself that the server is back. */
async function pressTryNow(page: Page): Promise<void> {
  await page.evaluate(() => {
    const buttons = [...document.querySelectorAll('button')];
    buttons.find((button) => button.textContent.includes('Try now'))?.click();
  });
}

test('the status says what is true: all sent, no connection, what waits, and all sent again', async ({
  page,
  rollbook,
}) => {
  await signInAsTeacher(page);
  await untilReadyForOffline(page);
  await expect(status(page)).toHaveText('All sent');
  await openAndChooseFile(page, sheetFile('class', madeUpClass(30), 'csv'));
  await expect(page.getByText('About 1 kB to send')).toBeVisible();
  await rollbook.stopListening();
  const heard = await hearStatus(page);

  await pressUpload(page);
  await expect(status(page)).toHaveText('No connection. 1 upload waits on this device.');
  const row = newestUpload(page);
  await expect(row).toContainText('Waiting to send');
  await expect(row).toContainText(/Saved on this device \d+:\d\d/);
  await expect(row).toContainText('About 1 kB to send');
  expect(await unsent(page)).toBe(1);

  await expect(row.getByRole('button', { name: 'Try now' })).toBeVisible();
  await rollbook.startListening();
  await pressTryNow(page);
  await expect(status(page)).toHaveText('All sent', { timeout: 30_000 });
  expect(await unsent(page)).toBe(0);
  await expect(row).toContainText(/Saved on .* · sent .* · checked by the server \d+:\d\d/, {
    timeout: 30_000,
  });
  const said = await heard();
  expect(said[0]).toBe('All sent');
  expect(said.at(-1)).toBe('All sent');
  expect(said.filter((text) => text.startsWith('No connection. 1'))).toHaveLength(1);
});

test('sending is told in per cent of what the server has acknowledged, in every tab, and announced once', async ({
  page,
  context,
}) => {
  await signInAsTeacher(page);
  await openAndChooseFile(page, sheetFile('large', madeUpClass(2_500), 'csv'));
  const other = await context.newPage();
  await other.goto('/students');
  await expect(status(other)).toHaveText('All sent');
  const heard = await hearStatus(other);
  const gate = Promise.withResolvers<void>();
  await context.route(/\/chunks\/2$/, async (route) => {
    await gate.promise;
    await route.continue();
  });

  await pressUpload(page);
  for (const tab of [page, other]) await expect(status(tab)).toHaveText('Sending 40%');
  await expect(newestUpload(page).getByRole('progressbar')).toHaveAttribute('value', '40');
  gate.resolve();
  await expect(status(other)).toHaveText('All sent');
  expect(await unsent(page)).toBe(0);
  expect((await heard()).filter((text) => text === 'Sending')).toHaveLength(1);
});

test('results open without a network, to the byte, and what needs one says so', async ({
  page,
  context,
  rollbook,
}) => {
  await signInAsTeacher(page);
  await untilReadyForOffline(page);
  await colleagueUploads(rollbook);
  const sheet = withCell(madeUpClass(30), '000020', 'Grade Level', '42');
  const kept = page.waitForResponse(/\/outcomes$/);
  await importFile(page, sheetFile('class', sheet, 'csv'), 'Completed with Errors');
  await kept;
  const names = ['Uploaded File', 'Completed File', 'Error File', 'Completed, as XLSX'];
  const fromServer = [];
  for (const name of names) fromServer.push(await downloadResult(page, name));
  await expect.poll(async () => (await readTables(page, ['results'])).results?.length).toBe(1);
  await rollbook.stopListening();

  // Beside a window that holds the keys; by itself it would ask for the PIN.
  const tab = await context.newPage();
  await tab.goto('/history');
  await expect(status(tab)).toContainText('No connection.');
  for (const [index, name] of names.entries()) {
    expect(await downloadResult(tab, name), name).toEqual(fromServer[index]);
    await expect(tab.getByText(`${name} was made on this device`, { exact: false })).toBeVisible();
  }
  const theirs = tab.getByRole('row', { name: /theirs\.csv/ });
  await theirs.getByRole('button', { name: 'Actions' }).click();
  const item = tab.getByRole('menuitem', { name: 'Completed File', exact: true });
  await expect(item).toHaveAccessibleDescription('Needs a connection');
  await item.click();
  await expect(tab.getByText('Completed File takes the network')).toBeVisible();
});

test('news of a school come by themselves on every page, without asking again and again', async ({
  page,
  rollbook,
}) => {
  await signInAsTeacher(page);
  await expect(status(page)).toHaveText('All sent');
  await page.waitForLoadState('load');
  const asked = page.waitForRequest(/\/api\/batches\?/, { timeout: 10_000 });
  await colleagueUploads(rollbook);
  await asked;
});

test('uploads beyond the newest fifty are one press away', async ({ page, rollbook }) => {
  const { parts, school } = rollbook;
  const teacher = await addTeacher(parts, [school], { username: 'mr.okoye', password: 'another-teacher-2' });
  for (let number = 1; number <= 52; number += 1) {
    const sheet = { ...madeUpClass(1), fileName: `upload-${String(number).padStart(2, '0')}.csv` };
    await sendSheet(sheet, school, teacher, parts);
  }
  await signInAsTeacher(page);
  await page.goto('/history');
  await expect(page.getByRole('row')).toHaveCount(51);
  await page.getByRole('button', { name: 'Show older' }).click();

  await expect(page.getByRole('row')).toHaveCount(53);
  await expect(page.getByText('upload-01.csv')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Show older' })).toHaveCount(0);
});
