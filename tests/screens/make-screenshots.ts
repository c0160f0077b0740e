import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { chromiumArguments, chromiumPath } from '../support/chromium.ts';
import { chooseFile, signInAsTeacher } from '../support/journey.ts';
import { madeUpClass } from '../support/made-up-class.ts';
import { startRollbook } from '../support/rollbook.ts';
import { sheetFile, withCell } from '../support/sheets.ts';

/** The pictures of the manifest, which a browser shows before it installs the app. Made anew by `node` on this file. */
const pictures = [
  { name: 'wide', width: 1280, height: 800 },
  { name: 'narrow', width: 390, height: 844 },
];

const folder = join(import.meta.dirname, '../../static/screenshots');
const roster = withCell(withCell(madeUpClass(28), '000003', 'First Name', ''), '000005', 'Grade Level', '42');

async function openReview(page: Page): Promise<void> {
  await signInAsTeacher(page);
  await page.goto('/import');
  await chooseFile(page, sheetFile('Room 12', roster, 'csv'));
  await page.getByRole('link', { name: /fix/i }).click();
  await page.getByRole('heading', { name: 'Check the roster' }).waitFor();
}

mkdirSync(folder, { recursive: true });
const rollbook = await startRollbook();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArguments });
for (const { name, width, height } of pictures) {
  const context = await browser.newContext({
    baseURL: rollbook.url,
    viewport: { width, height },
    locale: 'en-US',
  });
  const page = await context.newPage();
  await openReview(page);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
  await context.close();
}
await browser.close();
await rollbook.stop();
