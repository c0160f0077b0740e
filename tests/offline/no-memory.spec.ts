import { readFileSync } from 'node:fs';
import { studentsOf } from '#tests/support/import-world.ts';
import { chooseFile, expect, openAndChooseFile, signInAsTeacher, test } from '#tests/support/journey.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { column, readSheet, sheetFile, withCell } from '#tests/support/sheets.ts';

const oneGradeWrong = withCell(madeUpClass(10), '000004', 'Grade Level', '42');

/** How browsers without a memory answer: in private mode, by policy, with a broken profile. */
const refusals: readonly (readonly [name: string, script: string])[] = [
  ['fails to open', `failWith((request) => request.dispatchEvent(new Event('error')))`],
  ['throws', `IDBFactory.prototype.open = () => { throw new DOMException('', 'SecurityError'); }`],
  ['is not there', `Object.defineProperty(globalThis, 'indexedDB', { value: undefined })`],
];

const failWith = `
  function failWith(fail) {
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function () {
      const request = open.call(this, 'never-' + Math.random());
      request.addEventListener('upgradeneeded', () => request.transaction.abort());
      return request;
    };
  }`;

for (const [name, script] of refusals) {
  test(`where storage ${name}, a file is still read, corrected, saved and uploaded`, async ({
    page,
    rollbook,
  }) => {
    await page.addInitScript(`${failWith}; ${script}`);
    await signInAsTeacher(page);
    await page.getByRole('link', { name: 'Import Students/Rosters' }).click();
    await expect(page.getByText('This device will not remember').first()).toBeVisible();
    await chooseFile(page, sheetFile('class', oneGradeWrong, 'csv'));
    await page.getByRole('link', { name: /fix/i }).click();
    await page.getByRole('gridcell', { name: /42/ }).dblclick();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('4');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('gridcell', { name: /42/ })).toHaveCount(0);

    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save this file' }).click();
    const saved = await saving;
    const sheet = readSheet({ name: saved.suggestedFilename(), bytes: readFileSync(await saved.path()) });
    expect(sheet).toEqual(withCell(oneGradeWrong, '000004', 'Grade Level', '4'));
    expect(column(sheet, 'Student ID')[0]).toBe('000001');

    await rollbook.stopListening();
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await expect(page.getByText('This upload was not sent')).toBeVisible();
    await rollbook.startListening();
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Upload History' })).toBeVisible();
    await expect(page.getByText('Completed', { exact: true })).toBeVisible({ timeout: 30_000 });
    expect(await studentsOf(rollbook)).toHaveLength(10);
  });
}

test('in a private window everything works, and is kept until it is closed', async ({
  browser,
  rollbook,
}) => {
  const window = await browser.newContext({ baseURL: rollbook.url });
  const page = await window.newPage();
  await signInAsTeacher(page);
  await openAndChooseFile(page, sheetFile('class', oneGradeWrong, 'csv'));
  await page.goto('/drafts');
  await expect(page.getByRole('link', { name: 'class.csv' })).toBeVisible();
  await window.close();
});
