import { madeUpClass } from '../support/made-up-class.ts';
import { chooseFile, expect, importFile, signInAsTeacher, test } from '../support/journey.ts';
import { sheetFile } from '../support/sheets.ts';
import { untilReadyForOffline } from '../support/watch-page.ts';

test('a changed file shows field by field what it would change; without a network from the copy on the device', async ({
  page,
  rollbook,
}) => {
  const first = madeUpClass(6);
  const [ana, ben, , ...others] = first.rows;
  const rows = [
    [...(ana ?? []).slice(0, 3), '5'],
    ben ?? [],
    ['03', 'Chloe', 'López', '2'],
    ...others,
    ['000007', 'Noor', 'Haddad', '2'],
  ];
  const changed = sheetFile('Room 12 again', { header: first.header, rows }, 'csv');
  await signInAsTeacher(page);
  await untilReadyForOffline(page);
  await importFile(page, sheetFile('Room 12', first, 'csv'), 'Completed');

  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await chooseFile(page, changed);
  await expect(page.getByText('2 New students')).toBeVisible();
  await page.getByRole('link', { name: 'Look at the rows' }).click();
  const ends = page.getByRole('list', { name: 'Rows by what would become of them' });
  await expect(ends.getByRole('button', { name: '5 No change' })).toBeVisible();
  await page.getByText('Students who already have an account: Leave').click();
  await page.getByRole('radio', { name: 'Update from this file' }).click();
  await ends.getByRole('button', { name: '1 Updated' }).click();
  const outcome = page.getByRole('region', { name: 'What would become of row 2' });
  await expect(outcome).toContainText('Grade Level: K → 5');

  await rollbook.stopListening();
  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await chooseFile(page, changed);
  await expect(page.getByText(/copy of the school's students, as of/)).toBeVisible();
  await page.getByRole('link', { name: 'Look at them first' }).click();
  const question = page.getByRole('region', { name: 'Is this the same child?' });
  await expect(question).toContainText('Chloé López');
  await question.getByRole('button', { name: 'Same child' }).click();
  await expect(ends.getByRole('button', { name: '1 Updated' })).toBeVisible();
  await expect(ends.getByRole('button', { name: '1 New student' })).toBeVisible();
});
