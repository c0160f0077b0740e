import { expect, importFile, newestUpload, signIn, signInAsTeacher, test } from '#tests/support/journey.ts';
import { column, readSheet, sheetFile } from '#tests/support/sheets.ts';

const header = ['Student ID', 'First Name', 'Last Name', 'Password', 'Class ID', 'Class Name'];

test('an upload is undone: what it would take back, what it left and why, and the classes of the school', async ({
  page,
  context,
}) => {
  await signInAsTeacher(page);
  const rows = [
    ['u-1', 'Zoë', 'Undone', 'maple-river-9', 'UN-1', 'Undo Class'],
    ['u-2', 'Yan', 'Undone', '', 'UN-1', 'Undo Class'],
    ['u-3', 'Xia', 'Undone', '', 'UN-2', 'Other Class'],
  ];
  await importFile(page, sheetFile('wrong-class', { header, rows }, 'csv'), 'Completed');
  const other = await context.browser()!.newContext({ baseURL: new URL(page.url()).origin });
  const student = await other.newPage();
  await signIn(student, { username: 'zoe.undone', password: 'maple-river-9' });
  await expect(student).not.toHaveURL(/sign-in/);
  await other.close();

  await page.getByRole('link', { name: 'Classes' }).click();
  await page.getByRole('searchbox', { name: 'Search classes' }).fill('un-');
  await expect(page.getByRole('row', { name: /Undo Class.*2/ })).toBeVisible();
  await page.goBack();
  await newestUpload(page).getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Undo this upload' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('2 accounts that nobody has signed in to are deleted.')).toBeVisible();
  await expect(dialog.getByText('Zoë Undone, u-1: account and classes – has signed in')).toBeVisible();
  await dialog.getByRole('button', { name: 'Undo this upload' }).click();
  await expect(dialog.getByText('2 accounts were deleted.')).toBeVisible();
  await expect(dialog.getByText('1 class was deleted.')).toBeVisible();

  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save this list (CSV)' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('wrong-class - not undone.csv');
  const chunks = await (await download.createReadStream()).toArray();
  const list = readSheet({ name: 'list.csv', bytes: Buffer.concat(chunks as Buffer[]) });
  expect(column(list, 'Name')).toEqual(['Zoë Undone, u-1', 'Undo Class (UN-1)']);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(newestUpload(page).getByText('Completed', { exact: true })).toBeVisible();
  await expect(newestUpload(page).getByText(/^Undone on/)).toBeVisible();
});
