import {
  closeSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import type { Page } from '@playwright/test';
import { createDevice, databaseFiles } from '#tests/support/device-profile.ts';
import { chooseFile, expect, signInAsTeacher, test } from '#tests/support/journey.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { sheetFile } from '#tests/support/sheets.ts';

test.describe.configure({ retries: 0 });

/** What bad flash memory and power cuts do to the files of a database. */
const damages: Readonly<Record<string, (files: readonly string[]) => void>> = {
  'the log is cut short': (files) =>
    logsOf(files).forEach((log) => truncateSync(log, statSync(log).size >> 2)),
  'bytes are flipped': (files) => logsOf(files).forEach(flipBytes),
  'the log is gone': (files) => logsOf(files).forEach((log) => truncateSync(log, 0)),
  'the table of contents is gone': (files) =>
    files.filter((path) => path.includes('MANIFEST')).forEach((path) => rmSync(path)),
  'everything is zero': (files) =>
    files.forEach((path) => writeFileSync(path, Buffer.alloc(statSync(path).size))),
};

function logsOf(files: readonly string[]): string[] {
  return files.filter((path) => /\.(log|ldb)$/.test(path));
}

function flipBytes(path: string): void {
  const bytes = readFileSync(path);
  const file = openSync(path, 'r+');
  for (let at = 1_000; at < bytes.length; at += 2_000)
    writeSync(file, Buffer.of((bytes[at] ?? 0) ^ 0xff), 0, 1, at);
  closeSync(file);
}

async function choose(page: Page, name: string): Promise<void> {
  await page.goto('/import');
  await chooseFile(page, sheetFile(name, madeUpClass(40), 'csv'));
}

for (const [name, damage] of Object.entries(damages)) {
  test(`where ${name}, the app says what is missing, and works again`, async ({ rollbook }) => {
    const device = createDevice(rollbook.url);
    const page = await (await device.open()).newPage();
    await signInAsTeacher(page);
    for (const draft of ['one', 'two', 'three']) await choose(page, draft);
    // The browser writes the small copy outside the database a few seconds later, or when it is closed.
    await device.close();
    damage(databaseFiles(device.folder));

    const again = await (await device.open()).newPage();
    await again.goto('/');
    await expect(again.getByText('Some saved work on this device is missing')).toBeVisible({
      timeout: 10_000,
    });
    await expect(again.getByText(/drafts?, last saved/)).toBeVisible();
    if (name === 'the table of contents is gone') {
      await again.getByRole('button', { name: 'Start over' }).click();
      await expect(again).toHaveURL(/sign-in/);
      await signInAsTeacher(again);
    } else {
      await again.getByRole('button', { name: 'Understood' }).click();
    }
    await expect(again.getByText('on this device is missing')).toHaveCount(0);
    await choose(again, 'four');
    await again.getByRole('button', { name: 'Upload', exact: true }).click();
    await expect(again.getByText('Completed', { exact: true })).toBeVisible({ timeout: 30_000 });
    await device.throwAway();
  });
}
