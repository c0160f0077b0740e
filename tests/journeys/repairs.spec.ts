import type { Locator, Page } from '@playwright/test';
import { expect, openAndChooseFile, signInAsTeacher, test } from '#tests/support/journey.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { sheetFile, withCell, type Sheet } from '#tests/support/sheets.ts';

const more = [
  'Email',
  'Username',
  'Password',
  'Class ID',
  'Class Name',
  'Class Start Date',
  'Class End Date',
];

/** 30 children, six errors on six rows in five groups, and addresses with a slip that nothing refuses. */
function classWithSixErrors(): Sheet {
  const { header, rows } = madeUpClass(30);
  const clean: Sheet = {
    header: [...header, ...more],
    rows: rows.map((row, n) => [
      ...row,
      `child${n}@school.org`,
      '',
      '',
      `C${n % 3}`,
      `Class ${n % 3}`,
      '',
      '',
    ]),
  };
  const wrong = [
    ['000002', 'Grade Level', 'thrid'],
    ['000009', 'Grade Level', 'forth grade'],
    ['000005', 'Email', 'hugo@school..org'],
    ['000012', 'Username', 'niño 12'],
    ['000015', 'Password', 'abc'],
    ['000020', 'Class ID', 'C9'],
    ['000020', 'Class Name', 'Class 9'],
    ['000020', 'Class Start Date', '2027-06-01'],
    ['000020', 'Class End Date', '2026-08-12'],
    ['000021', 'Email', 'ines@school.con'],
    ['000022', 'Email', 'jamal@school.con'],
  ] as const;
  return wrong.reduce((sheet, [id, column, text]) => withCell(sheet, id, column, text), clean);
}

async function openReview(page: Page): Promise<Locator> {
  await signInAsTeacher(page);
  await openAndChooseFile(page, sheetFile('class', classWithSixErrors(), 'csv'));
  await page
    .getByRole('link', { name: /fix/i })
    .or(page.getByRole('button', { name: /fix/i }))
    .first()
    .click();
  return page.getByRole('region', { name: 'Problems' });
}

test('six errors in 30 rows take one press per group, each says what it would change, and each can be taken back', async ({
  page,
}) => {
  const problems = await openReview(page);
  const refused = problems.getByRole('listitem').filter({ hasText: 'Error: row refused' });
  await expect(refused).toHaveCount(5);
  await expect(refused.filter({ hasText: 'forth grade' })).toContainText('4');
  await expect(problems).not.toContainText('abc');

  let actions = 0;
  const press = async (button: Locator) => {
    await button.click();
    actions += 1;
  };
  for (let left = 5; left > 0; left -= 1) {
    // The button of a group stands before the one that shows its rows.
    await press(refused.first().getByRole('button').first());
    await expect(refused).toHaveCount(left - 1);
  }

  await expect(page.getByText('Every row is ready to upload.')).toBeVisible();
  expect(actions).toBe(5);
  expect(actions).toBeLessThanOrEqual(2 * 6);

  const status = problems.getByRole('status');
  await status.getByRole('button', { name: 'Undo' }).click();
  await expect(refused).toHaveCount(1);
  await expect(status).toContainText('Taken back');
});

test('a warning is kept apart from an error in words, and its rows can be shown alone', async ({ page }) => {
  const problems = await openReview(page);
  const ending = problems.getByRole('listitem').filter({ hasText: '2 e-mail addresses end in .con.' });
  await expect(ending).toContainText('Warning: kept as it is');

  await ending.getByRole('button', { name: 'Show rows' }).click();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '3');
  await ending.getByRole('button', { name: 'Change to .com' }).click();
  await expect(problems.getByRole('status')).toContainText('Change to .com: 2 cells changed.');
  await expect(ending).toHaveCount(0);
});
