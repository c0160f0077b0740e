import type { FileFormat } from '#domain/batches/result-files.ts';
import {
  openAndChooseFile,
  downloadResult,
  expect,
  importFile,
  signIn,
  signInAsTeacher,
  test,
} from '#tests/support/journey.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { column, readSheet, sheetFile, withCell, type Sheet } from '#tests/support/sheets.ts';
import { studentsOf } from '#tests/support/import-world.ts';

/** 40 children of whom three cannot be made: no first name, an unknown grade, a Student ID twice with two names. */
function classWithThreeBadRows(): Sheet {
  const clean: Sheet = madeUpClass(40);
  const nameless = withCell(clean, '000007', 'First Name', '');
  const gradeless = withCell(nameless, '000020', 'Grade Level', '42');
  return withCell(gradeless, '000033', 'Last Name', 'x'.repeat(101));
}

const resultItems = {
  csv: { uploaded: 'Uploaded File', completed: 'Completed File', error: 'Error File' },
  xlsx: { uploaded: 'Uploaded, as XLSX', completed: 'Completed, as XLSX', error: 'Errors, as XLSX' },
};

for (const format of ['csv', 'xlsx'] as const satisfies readonly FileFormat[]) {
  test(`a class list in ${format.toUpperCase()} becomes accounts, and its files bring back the rest`, async ({
    page,
    rollbook,
  }) => {
    await signInAsTeacher(page);
    await page.getByRole('link', { name: 'Import Students/Rosters' }).click();
    await expect(page.getByRole('heading', { name: 'Import Students/Rosters' })).toBeVisible();

    await importFile(page, sheetFile('class', classWithThreeBadRows(), format), 'Completed with Errors');
    expect(await studentsOf(rollbook)).toHaveLength(37);

    const items = resultItems[format];
    const uploaded = readSheet(await downloadResult(page, items.uploaded));
    expect(uploaded).toEqual(classWithThreeBadRows());
    const completed = await downloadResult(page, items.completed);
    const errors = await downloadResult(page, items.error);
    expect(readSheet(completed).rows).toHaveLength(37);
    expect(readSheet(errors).header).toEqual([...madeUpClass(0).header, 'Error']);
    expect(column(readSheet(errors), 'Student ID')).toEqual(['000007', '000020', '000033']);
    for (const sentence of column(readSheet(errors), 'Error')) expect(sentence).toMatch(/\.$/);

    const before = await studentsOf(rollbook);
    await importFile(page, completed, 'Completed');
    expect(await studentsOf(rollbook)).toEqual(before);

    const nameGiven = withCell(readSheet(errors), '000007', 'First Name', 'Mia');
    const gradeGiven = withCell(nameGiven, '000020', 'Grade Level', '4');
    const corrected = withCell(gradeGiven, '000033', 'Last Name', 'Short');
    await importFile(page, sheetFile('class - errors', corrected, format), 'Completed');
    const after = await studentsOf(rollbook);
    expect(after).toHaveLength(40);
    expect(
      after.filter((student) => !before.some((old) => old.user_guid === student.user_guid)),
    ).toHaveLength(3);
  });
}

test(
  'what is wrong is said at its cell, and a fixed cell is checked again before anything is sent',
  { tag: '@every-engine' },
  async ({ page, rollbook }) => {
    await signInAsTeacher(page);
    await openAndChooseFile(page, sheetFile('class', classWithThreeBadRows(), 'csv'));
    await page
      .getByRole('link', { name: /fix/i })
      .or(page.getByRole('button', { name: /fix/i }))
      .first()
      .click();
    await expect(page).toHaveURL(/\/drafts\//);

    const grade = page.getByRole('gridcell', { name: /42/ });
    await grade.dblclick();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('4');
    await page.keyboard.press('Enter');
    await expect(page.getByText(/2 rows/).first()).toBeVisible();

    await page.reload();
    await expect(page.getByText(/2 rows/).first()).toBeVisible();
    expect(await studentsOf(rollbook)).toHaveLength(0);
  },
);

test('a student gets in with the printed words once, chooses a password, and the words are dead', async ({
  page,
  browser,
  rollbook,
}) => {
  await signInAsTeacher(page);
  await importFile(page, sheetFile('class', madeUpClass(2), 'csv'), 'Completed');
  const completed = readSheet(await downloadResult(page, 'Completed File'));
  const username = column(completed, 'Username')[0] ?? '';
  const printed = column(completed, 'Password')[0] ?? '';

  const context = await browser.newContext({ baseURL: rollbook.url });
  const tablet = await context.newPage();
  await signIn(tablet, { username, password: printed });
  await expect(tablet).toHaveURL(/\/welcome$/);
  await tablet.goto('/students');
  await expect(tablet).toHaveURL(/\/welcome$/);
  await tablet.getByRole('textbox', { name: 'New password', exact: true }).fill('purple tractor 9');
  await tablet.getByRole('textbox', { name: 'Repeat new password' }).fill('purple tractor 9');
  await tablet.getByRole('button', { name: 'Save password' }).click();
  await expect(tablet).not.toHaveURL(/\/welcome$/);
  await context.close();

  const again = await (await browser.newContext({ baseURL: rollbook.url })).newPage();
  await signIn(again, { username, password: printed });
  await expect(again.getByRole('alert')).toBeVisible();
  await expect(again).toHaveURL(/\/sign-in/);
  await signIn(again, { username, password: 'purple tractor 9' });
  await expect(again).not.toHaveURL(/\/sign-in|\/welcome/);
});

for (const { days, works } of [
  { days: 89, works: true },
  { days: 91, works: false },
]) {
  test(`a temporary password ${works ? 'still works' : 'is dead'} after ${days} days, and a reset gives a new one`, async ({
    page,
    browser,
    rollbook,
  }) => {
    await signInAsTeacher(page);
    await importFile(page, sheetFile('class', madeUpClass(1), 'csv'), 'Completed');
    const completed = readSheet(await downloadResult(page, 'Completed File'));
    const username = column(completed, 'Username')[0] ?? '';
    rollbook.advance(days * 24 * 60 * 60 * 1000);

    const tablet = await (await browser.newContext({ baseURL: rollbook.url })).newPage();
    await signIn(tablet, { username, password: column(completed, 'Password')[0] ?? '' });
    await expect(tablet).toHaveURL(works ? /\/welcome$/ : /\/sign-in/);
    if (works) return;
    await expect(tablet.getByRole('alert')).toBeVisible();

    await signInAsTeacher(page);
    await page.goto('/students');
    await page
      .getByRole('button', { name: /Actions/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: /Reset password/i }).click();
    await page.getByRole('dialog').getByRole('button', { name: /Reset/i }).click();
    const fresh = await page
      .getByRole('dialog')
      .getByText(/^[a-z]+-[a-z]+-[a-z]+-\d\d$/)
      .innerText();
    await signIn(tablet, { username, password: fresh });
    await expect(tablet).toHaveURL(/\/welcome$/);
  });
}
