import type { Page } from '@playwright/test';
import { studentsOf } from '#tests/support/import-world.ts';
import { expect, newestUpload, signInAsTeacher, test } from '#tests/support/journey.ts';

/** As PowerSchool exports it when nobody chose the fields: its own number, the name in one column, contacts. */
function schoolExport(name: string, ...students: readonly string[]) {
  const lines = ['ID,LastFirst,Grade_Level,Guardianemail,Web_ID,Course_Name', ...students];
  return { name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\r\n')) };
}

async function choose(page: Page, file: ReturnType<typeof schoolExport>): Promise<void> {
  await page.goto('/import');
  const picking = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose File' }).click();
  await (await picking).setFiles(file);
}

async function uploadAndWait(page: Page, fileName: string): Promise<void> {
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Upload History' })).toBeVisible();
  await expect(newestUpload(page)).toContainText(fileName);
  await expect(newestUpload(page).getByText('Completed', { exact: true })).toBeVisible({ timeout: 30_000 });
}

test('a school’s own export is asked about once, and the next one like it is not', async ({
  page,
  rollbook,
}) => {
  await signInAsTeacher(page);
  await choose(
    page,
    schoolExport(
      'fall.csv',
      '7001,"García, Ana María",3,eva@example.org,ana.g,Math 3A',
      '7002,"Kim, Ben",4,kim@example.org,ben.k,Math 3A',
    ),
  );

  await expect(page.getByRole('heading', { name: 'What is in each column?' })).toBeVisible();
  const meaningOf = (column: string) => page.getByRole('combobox', { name: `What is in ${column}?` });
  await expect(meaningOf('ID')).toHaveValue('studentId');
  await expect(meaningOf('LastFirst')).toHaveValue('lastFirst');
  await expect(meaningOf('Guardianemail')).toHaveValue('');
  await expect(page.getByText(/Each class is known by its name.*Math 3A/)).toBeVisible();

  await meaningOf('LastFirst').selectOption('Leave out');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('alert')).toContainText('Still needed: First Name and Last Name.');
  await expect(meaningOf('LastFirst')).toBeFocused();
  await page.keyboard.type('Last, F');
  await expect(meaningOf('LastFirst')).toHaveValue('lastFirst');
  await meaningOf('Web_ID').selectOption('Username');
  await page.getByRole('button', { name: 'Continue' }).click();
  await uploadAndWait(page, 'fall.csv');
  expect(await studentsOf(rollbook)).toMatchObject([
    { student_id: '7001', first_name: 'Ana María', last_name: 'García', username: 'ana.g' },
    { student_id: '7002', first_name: 'Ben', last_name: 'Kim', username: 'ben.k' },
  ]);

  await choose(page, schoolExport('spring.csv', '7003,"Li, Bo",K,x@example.org,bo.li,Math 3A'));
  await expect(page.getByText('As last time', { exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'What is in each column?' })).toBeHidden();
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  await expect(meaningOf('Web_ID')).toHaveValue('username');
  await page.getByRole('button', { name: 'Back without changes' }).click();
  await uploadAndWait(page, 'spring.csv');
  expect(await studentsOf(rollbook)).toHaveLength(3);
});
