import type { Page } from '@playwright/test';
import { utils, write } from 'xlsx';
import { expect, signInAsTeacher, test, type GivenFile } from '#tests/support/journey.ts';
import { studentsOf } from '#tests/support/import-world.ts';

const users = [
  'sourcedId,status,enabledUser,orgSourcedIds,role,username,givenName,familyName,identifier,grades',
  'u1,active,true,s1,student,ana.lopez,Ana,Lopez,001,03',
  'u2,active,true,s1,student,ben.kim,Ben,Kim,002,03',
  't1,active,true,s1,teacher,tom.ray,Tom,Ray,900,',
];
const classes = ['sourcedId,title,classType,schoolSourcedId', 'c1,Math 3,scheduled,s1'];
const places = ['sourcedId,classSourcedId,userSourcedId,role', 'e1,c1,u1,student', 'e2,c1,t1,teacher'];

function text(name: string, lines: readonly string[]): GivenFile {
  return { name, bytes: new TextEncoder().encode(`${lines.join('\r\n')}\r\n`) };
}

async function choose(page: Page, ...files: readonly GivenFile[]): Promise<void> {
  await page.goto('/import');
  const picking = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose File' }).click();
  const chosen = files.map(({ name, bytes }) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(bytes) }));
  await (await picking).setFiles(chosen);
}

test('the files of a OneRoster export, chosen together, become the students of one list', async ({
  page,
  rollbook,
}) => {
  await signInAsTeacher(page);
  await choose(page, text('classes.csv', classes), text('enrollments.csv', places), text('users.csv', users));

  await expect(page.getByRole('heading', { name: 'users + 2.csv' })).toBeVisible();
  await expect(page.getByText('1 person who is not a student was left out.')).toBeVisible();
  await expect(page.getByText('1 student is in no class.')).toBeVisible();
  const confirm = page.getByRole('button', { name: 'Continue', exact: true });
  const upload = page.getByRole('button', { name: 'Upload', exact: true });
  await expect(confirm.or(upload)).toBeVisible();
  if (await confirm.isVisible()) await confirm.click();
  await upload.click();
  await expect(page.getByRole('table').getByText('Completed', { exact: true })).toBeVisible({
    timeout: 30_000,
  });
  expect((await studentsOf(rollbook)).length).toBe(2);
});

test('files that are not one list are refused with a sentence, and a workbook of several lists asks which', async ({
  page,
}) => {
  const list = (id: string) => ['Student ID,First Name,Last Name', `${id},Ana,Lopez`];
  await signInAsTeacher(page);
  await choose(page, text('a.csv', list('1')), text('b.csv', list('2')));
  await expect(page.getByText('These files are not one list: “a.csv”, “b.csv”.')).toBeVisible();

  const rooms = { 'Room 4': list('4'), 'Room 5': list('5') };
  const Sheets = Object.fromEntries(
    Object.entries(rooms).map(([name, rows]) => [
      name,
      utils.aoa_to_sheet(rows.map((row) => row.split(','))),
    ]),
  );
  const bytes: unknown = write(
    { SheetNames: Object.keys(rooms), Sheets },
    { type: 'array', bookType: 'xlsx' },
  );
  await choose(page, { name: 'rooms.xlsx', bytes: new Uint8Array(bytes as ArrayBuffer) });
  const open = page.getByRole('button', { name: 'Open this sheet' });
  await expect(open).toBeDisabled();
  await page.getByRole('radio', { name: /Room 5/ }).check();
  await open.click();
  await expect(page.getByRole('button', { name: 'Upload', exact: true })).toBeVisible();
});
