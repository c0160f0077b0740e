import type { Page } from '@playwright/test';
import { expect, newestUpload, openAndChooseFile, signInAsTeacher, test } from '#tests/support/journey.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { sheetFile, withCell } from '#tests/support/sheets.ts';

/** Pastes as a spreadsheet does: the keys, with the clipboard holding a text. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', copied);
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

const cell = (page: Page, name: string | RegExp) => page.getByRole('gridcell', { name, exact: true });

test('rows are pasted, taken back, added, deleted and replaced, and the file can be seen in another order', async ({
  page,
}) => {
  await signInAsTeacher(page);
  await openAndChooseFile(page, sheetFile('class', madeUpClass(12), 'csv'));
  await page.getByRole('link', { name: /rows/i }).click();
  const grid = page.getByRole('grid');
  await grid.getByRole('gridcell').first().click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Home');

  await paste(page, 'X1\tPasted\tOne\r\nX2\tPasted\tTwo\r\n');
  await expect(grid).toHaveAttribute('aria-rowcount', '14');
  await expect(cell(page, 'X2')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(cell(page, 'X2')).toHaveCount(0);
  await expect(grid).toHaveAttribute('aria-rowcount', '13');
  await page.keyboard.press('Control+y');
  await expect(cell(page, 'X2')).toBeVisible();

  await page.getByRole('button', { name: 'Add row' }).click();
  await expect(grid).toHaveAttribute('aria-rowcount', '15');
  await cell(page, 'X2').click();
  await page.getByRole('button', { name: 'Delete row' }).click();
  await expect(cell(page, 'X2')).toHaveCount(0);
  await page.getByRole('button', { name: /^Undo: 1 row deleted/ }).click();
  await expect(cell(page, 'X2')).toBeVisible();

  await page.getByRole('button', { name: 'Find and replace' }).click();
  await page.getByRole('textbox', { name: 'Find' }).fill('pasted');
  await expect(page.getByText('2 cells found')).toBeVisible();
  await page.getByRole('textbox', { name: 'Replace with' }).fill('Copied');
  await page.getByRole('button', { name: 'Replace in all 2 cells' }).click();
  await expect(cell(page, 'Copied')).toHaveCount(2);
  await page.getByRole('button', { name: /^Undo: 2 cells changed/ }).click();
  await expect(cell(page, 'Pasted')).toHaveCount(2);

  await page.getByRole('combobox', { name: 'Order of rows' }).selectOption('Student ID, Z to A');
  await expect(grid.getByRole('row').nth(1)).toContainText('X2');
  await page.getByRole('combobox', { name: 'Order of rows' }).selectOption('As in the file');
  await expect(grid.getByRole('row').nth(1)).not.toContainText('X2');
});

test('a class is typed in from nothing with the keyboard alone, one row after the other, and uploaded', async ({
  page,
}) => {
  await signInAsTeacher(page);
  await page.goto('/import');
  await page.getByRole('button', { name: 'Type a class in' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/drafts\//);
  await expect(page.getByRole('gridcell').first()).toBeFocused();
  await expect(page.getByRole('button', { name: 'Upload', exact: true })).toBeDisabled();
  for (const student of [
    ['K1', 'Ana', 'Lopez', '3'],
    ['K2', 'Ben', 'Kim', 'K'],
  ]) {
    for (const text of student.slice(0, -1)) {
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.type(student.at(-1) ?? '');
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('button', { name: 'Upload', exact: true })).toBeEnabled();
  await page.reload();
  await expect(cell(page, 'Kim')).toBeVisible();

  await page.getByRole('button', { name: 'Upload', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(newestUpload(page).getByText('Completed', { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(newestUpload(page)).toContainText('2');
});

test('a list pasted on the import page goes the way of a file', async ({ page }) => {
  await signInAsTeacher(page);
  await page.goto('/import');
  await expect(page.getByRole('button', { name: 'Paste a list' })).toBeVisible();
  await paste(page, 'My class\r\nLast Name\tFirst Name\tStudent ID\r\nLopez\tAna\t0012\r\n');
  await expect(page.getByRole('button', { name: 'Upload', exact: true })).toBeEnabled();
  await expect(page.getByRole('heading', { name: 'Pasted list.csv' })).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('rows with problems are put right one at a time, and none is passed over', async ({ page }) => {
    await signInAsTeacher(page);
    const twice = withCell(
      withCell(madeUpClass(12), '000003', 'Grade Level', '42'),
      '000004',
      'Grade Level',
      '43',
    );
    await openAndChooseFile(page, sheetFile('class', twice, 'csv'));
    await page.getByRole('link', { name: /fix/i }).click();
    const grade = page.getByRole('textbox', { name: 'Grade Level' });
    await expect(grade).toHaveValue('42');
    await grade.fill('4');
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await expect(grade).toHaveValue('43');
    await grade.fill('5');
    await page.getByRole('button', { name: 'Next problem' }).click();
    await expect(page.getByText('No row with a problem is left.').first()).toBeVisible();
    await page.getByRole('button', { name: /^Undo: 1 cell changed/ }).click();
    await expect(grade).toHaveValue('43');
  });
});
