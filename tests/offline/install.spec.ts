import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { utils, write } from 'xlsx';
import { openInstallableBrowser, type InstallableBrowser } from '#tests/support/installable-browser.ts';
import { chooseFile, expect, signInAsTeacher, test as base } from '#tests/support/journey.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { teacher } from '#tests/support/rollbook.ts';
import { sheetFile, type Sheet } from '#tests/support/sheets.ts';
import { untilReadyForOffline, watchMisdeeds } from '#tests/support/watch-page.ts';

const test = base.extend<{ browserOnDisk: InstallableBrowser }>({
  browserOnDisk: async ({ rollbook }, use) => {
    const browserOnDisk = await openInstallableBrowser(rollbook.url);
    await use(browserOnDisk);
    await browserOnDisk.close();
  },
});

test('the app can be installed, started and removed, and handles class lists of every kind', async ({
  browserOnDisk,
}) => {
  const { page } = browserOnDisk;
  await signInAsTeacher(page);

  expect(await browserOnDisk.installabilityErrors()).toEqual([]);
  await browserOnDisk.install();
  const { fileHandlers } = await browserOnDisk.appState();
  const extensions = fileHandlers.flatMap(({ accepts }) => accepts.flatMap((one) => one.fileExtensions));
  expect(extensions.sort()).toEqual(['.csv', '.ods', '.tsv', '.txt', '.xls', '.xlsx', '.zip']);
  expect(await browserOnDisk.launch()).not.toBe('');
  await browserOnDisk.uninstall();
  await expect(browserOnDisk.launch()).rejects.toThrow();
});

test('a file opened with the app shows its rows, and the next one comes to the same window', async ({
  browserOnDisk,
}) => {
  const { page } = browserOnDisk;
  await signInAsTeacher(page);
  await untilReadyForOffline(page);
  await browserOnDisk.install();
  const folder = mkdtempSync(join(tmpdir(), 'class-lists-'));
  const windows = new Set<string>();

  for (const [name, rows, bytes] of classLists()) {
    writeFileSync(join(folder, name), bytes);
    for (const id of await browserOnDisk.launchWithFiles([join(folder, name)])) windows.add(id);
    await expect(page).toHaveURL(/\/import$/);
    await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
    await expect(
      page
        .getByRole('listitem')
        .filter({ hasText: `${rows} rows` })
        .first(),
    ).toBeVisible();
  }

  expect(windows.size).toBe(1);
  await browserOnDisk.uninstall();
  rmSync(folder, { recursive: true });
});

/** One file of each kind, each with another number of rows. */
function classLists(): [name: string, rows: number, bytes: Uint8Array][] {
  const tabs = ({ header, rows }: Sheet) => [header, ...rows].map((cells) => cells.join('\t')).join('\r\n');
  return [
    ['room 1.csv', 500, sheetFile('', madeUpClass(500), 'csv').bytes],
    ['room 2.xlsx', 501, sheetFile('', madeUpClass(501), 'xlsx').bytes],
    ['room 3.tsv', 12, new TextEncoder().encode(tabs(madeUpClass(12)))],
    ['room 4.ods', 13, openDocument(madeUpClass(13))],
  ];
}

function openDocument({ header, rows }: Sheet): Uint8Array {
  const sheet = utils.aoa_to_sheet([[...header], ...rows.map((cells) => [...cells])]);
  const bytes: unknown = write(
    { SheetNames: ['Class'], Sheets: { Class: sheet } },
    { type: 'array', bookType: 'ods' },
  );
  return new Uint8Array(bytes as ArrayBuffer);
}

test('the icon counts the uploads that wait on the device', async ({ browserOnDisk, rollbook }) => {
  const { page, context } = browserOnDisk;
  await signInAsTeacher(page);
  await untilReadyForOffline(page);
  await browserOnDisk.install();
  await rollbook.stopListening();

  await page.goto('/import');
  await chooseFile(page, sheetFile('class', madeUpClass(3), 'csv'));
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect.poll(async () => (await browserOnDisk.appState()).badgeCount).toBe(1);

  await rollbook.startListening();
  const tab = await context.newPage();
  await tab.goto('/history');
  await expect(tab.getByText('Completed', { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect.poll(async () => (await browserOnDisk.appState()).badgeCount).toBe(0);
  await browserOnDisk.uninstall();
});

test('a file shared with the app is read once, also by somebody who has to sign in first', async ({
  page,
}) => {
  await page.goto('/sign-in');
  await untilReadyForOffline(page);
  await share(page, 'room 7.csv', new TextDecoder().decode(sheetFile('', madeUpClass(7), 'csv').bytes));
  await expect(page).toHaveURL(/\/sign-in\?back=/);
  await page.getByRole('textbox', { name: 'Username' }).fill(teacher.username);
  await page.getByRole('textbox', { name: 'Password' }).fill(teacher.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'room 7.csv' })).toBeVisible();
  await expect(page).toHaveURL(/\/import$/);
  await expect(page.getByRole('listitem').filter({ hasText: '7 rows' }).first()).toBeVisible();

  await page.goto('/import?shared=1');
  await expect(page.getByRole('button', { name: 'Choose File' })).toBeVisible();
  expect(await page.evaluate(() => caches.keys())).toEqual([expect.stringMatching(/^workbox-precache/)]);
});

/** What a device does with the share_target of the manifest: a form with the file, sent as a page. */
async function share(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(
    ([name = '', text = '']) => {
      const input = Object.assign(document.createElement('input'), { type: 'file', name: 'file' });
      const files = new DataTransfer();
      files.items.add(new File([text], name, { type: 'text/csv' }));
      input.files = files.files;
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', enctype: 'multipart/form-data', action: '/import' });
      form.append(input);
      document.body.append(form);
      form.submit();
    },
    [name, text],
  );
}

test('installing is offered once, and stays under Profile', async ({ browserOnDisk }) => {
  const { page } = browserOnDisk;
  await signInAsTeacher(page);
  const hint = page.getByRole('region', { name: 'Keep Rollbook on this device' });
  await expect(hint.getByRole('button', { name: 'Install Rollbook' })).toBeVisible();
  await hint.getByRole('button', { name: 'Not now' }).click();
  await expect(hint).toHaveCount(0);

  await page.reload();
  await page.getByRole('button', { name: 'Profile' }).click();
  await expect(page.getByRole('button', { name: 'Install Rollbook' })).toBeVisible();
  await expect(hint).toHaveCount(0);
});

test('an iPad is told the two steps in words', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'standalone', { value: false });
    Object.defineProperty(navigator, 'maxTouchPoints', { value: 5 });
  });
  await signInAsTeacher(page);
  const hint = page.getByRole('region', { name: 'Keep Rollbook on this device' });

  await expect(hint.getByRole('listitem')).toHaveText([
    'Tap Share in the browser.',
    'Choose Add to Home Screen.',
  ]);
});

test('with service workers blocked, the app works as before', async ({ browser, rollbook }) => {
  const context = await browser.newContext({ baseURL: rollbook.url, serviceWorkers: 'block' });
  const misdeeds = watchMisdeeds(context, rollbook.url);
  const page = await context.newPage();
  await signInAsTeacher(page);
  await page.getByRole('link', { name: 'Import Students/Rosters' }).click();
  await chooseFile(page, sheetFile('class', madeUpClass(3), 'csv'));
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(page.getByText('Completed', { exact: true })).toBeVisible({ timeout: 30_000 });

  expect(misdeeds).toEqual({ foreignRequests: [], complaints: [] });
  await context.close();
});
