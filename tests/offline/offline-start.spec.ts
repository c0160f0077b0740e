import { studentsOf } from '#tests/support/import-world.ts';
import { chooseFile, expect, newestUpload, signInAsTeacher, test } from '#tests/support/journey.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { sheetFile, withCell } from '#tests/support/sheets.ts';
import { untilReadyForOffline, watchMisdeeds } from '#tests/support/watch-page.ts';

const oneGradeWrong = withCell(madeUpClass(30), '000020', 'Grade Level', '42');

test('with the server gone, every page opens by its address', async ({ page, context, rollbook }) => {
  const misdeeds = watchMisdeeds(context, rollbook.url);
  await signInAsTeacher(page);
  await untilReadyForOffline(page);
  await page.getByRole('link', { name: 'Import Students/Rosters' }).click();
  await chooseFile(page, sheetFile('class', oneGradeWrong, 'csv'));
  await page.getByRole('link', { name: /fix/i }).click();
  await expect(page).toHaveURL(/\/drafts\/./);
  const draft = new URL(page.url()).pathname;
  await page.close();
  await rollbook.stopListening();

  const pages: readonly (readonly [path: string, heading: string])[] = [
    ['/', 'My Programs'],
    ['/import', 'Import Students/Rosters'],
    ['/history?from=home', 'Upload History'],
    ['/students', 'Students'],
    ['/drafts', 'Drafts'],
    [draft, 'Check the roster'],
    ['/no-such-page', 'This page does not exist'],
  ];
  for (const [path, heading] of pages) {
    const tab = await context.newPage();
    await tab.goto(path);
    await expect(tab.getByRole('heading', { name: heading, exact: true }).first()).toBeVisible();
    await tab.reload();
    await expect(tab.getByRole('heading', { name: heading, exact: true }).first()).toBeVisible();
    await tab.close();
  }
  expect(misdeeds).toEqual({ foreignRequests: [], complaints: [] });
});

for (const format of ['csv', 'xlsx'] as const) {
  const name = `a class list in ${format.toUpperCase()} is read, fixed and uploaded without a network, and arrives when there is one`;
  test(name, { tag: '@every-engine' }, async ({ page, context, rollbook }) => {
    const misdeeds = watchMisdeeds(context, rollbook.url);
    await signInAsTeacher(page);
    await untilReadyForOffline(page);
    await page.close();
    await rollbook.stopListening();

    const tab = await context.newPage();
    await tab.goto('/import');
    await chooseFile(tab, sheetFile('class', oneGradeWrong, format));
    await tab.getByRole('link', { name: /fix/i }).click();
    await tab.getByRole('gridcell', { name: /42/ }).dblclick();
    await tab.keyboard.press('ControlOrMeta+a');
    await tab.keyboard.type('4');
    await tab.keyboard.press('Enter');
    await expect(tab.getByRole('gridcell', { name: /42/ })).toHaveCount(0);
    await tab.getByRole('button', { name: 'Upload', exact: true }).click();
    await expect(tab.getByRole('heading', { name: 'Upload History' })).toBeVisible();
    await expect(newestUpload(tab).getByText('Waiting to send')).toBeVisible();
    await tab.close();

    await rollbook.startListening();
    const later = await context.newPage();
    await later.goto('/history');
    await expect(newestUpload(later).getByText('Completed', { exact: true })).toBeVisible({
      timeout: 30_000,
    });
    expect(await studentsOf(rollbook)).toHaveLength(30);
    expect(misdeeds).toEqual({ foreignRequests: [], complaints: [] });
  });
}
