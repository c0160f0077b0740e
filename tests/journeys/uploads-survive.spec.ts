import type { Page } from '@playwright/test';
import {
  expect,
  newestUpload,
  openAndChooseFile,
  signIn,
  signInAsTeacher,
  test,
} from '#tests/support/journey.ts';
import { addTeacher } from '#tests/support/people.ts';

test.describe.configure({ retries: 0 });

/** A list of students nobody has yet; enough rows for three chunks. */
function classList(name: string, rowCount = 1_200) {
  const rows = Array.from({ length: rowCount }, (_, index) => `S-${index},Kim,Tester`);
  const text = ['Student ID,First Name,Last Name', ...rows].join('\r\n');
  return { name, bytes: new TextEncoder().encode(text) };
}

async function upload(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Upload History' })).toBeVisible();
}

test.beforeEach(async ({ page }) => signInAsTeacher(page));

test('an upload made without a network goes out when the app is opened again', async ({ page, context }) => {
  await openAndChooseFile(page, classList('offline.csv'));
  await page.route('**/api/**', (route) => route.abort());
  await upload(page);
  await expect(newestUpload(page)).toContainText('Waiting to send');
  await page.close();

  const later = await context.newPage();
  await later.goto('/history');
  await expect(newestUpload(later).getByText('Completed', { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(newestUpload(later)).toContainText('1,200 created');
});

test('no row is made twice when every answer of the upload is lost once', async ({ page }) => {
  await openAndChooseFile(page, classList('lost.csv'));
  const lost = new Set<string>();
  const chunks: string[] = [];
  await page.route(/\/api\/batches\/[^/]+\/(chunks|commit)/, async (route) => {
    const url = route.request().url();
    if (url.includes('/chunks/')) chunks.push(url.slice(url.lastIndexOf('/') + 1));
    if (lost.has(url)) return route.continue();
    lost.add(url);
    await route.fetch();
    await route.abort();
  });
  await upload(page);
  await expect(newestUpload(page).getByText('Completed', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(newestUpload(page)).toContainText('1,200 created');
  expect(chunks).toEqual(['0', '1', '2']);
});

test('the page of a captive portal is never taken for an answer', async ({ page }) => {
  await openAndChooseFile(page, classList('portal.csv', 3));
  await page.route('**/api/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<h1>Welcome to the café</h1>' }),
  );
  await upload(page);
  await expect(newestUpload(page)).toContainText('Waiting to send');
  await page.unroute('**/api/**');
  await expect(newestUpload(page).getByText('Completed', { exact: true })).toBeVisible({ timeout: 60_000 });
});

test('a correction survives the crash of its tab', async ({ page, context }) => {
  const bytes = new TextEncoder().encode(
    'Student ID,First Name,Last Name,Grade Level\r\n1,Ana,Ruiz,Fourteen',
  );
  await openAndChooseFile(page, { name: 'kept.csv', bytes });
  await page.getByRole('link', { name: 'Fix problems first' }).click();
  await page.getByRole('gridcell', { name: /Fourteen/ }).dblclick();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('4');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Every row is ready to upload.')).toBeVisible();
  const devTools = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // The answer never comes: whoever should give it has crashed.
  void devTools.send('Page.crash').catch(() => null);
  await crashed;

  const later = await context.newPage();
  await later.goto('/import');
  await later.getByRole('link', { name: 'kept.csv' }).click();
  await expect(later.getByRole('gridcell', { name: '4', exact: true })).toBeVisible();
});

test('a draft is changed by one tab at a time', async ({ page, context }) => {
  await openAndChooseFile(page, classList('once.csv', 3));
  await page.getByRole('link', { name: 'Look at the rows' }).click();
  await expect(page.getByRole('gridcell').first()).toBeVisible();
  const second = await context.newPage();
  await second.goto(page.url());
  await expect(second.getByText('This draft is open in another tab')).toBeVisible();
});

test('a colleague of the same school on the same device does not see a draft', async ({ page, rollbook }) => {
  const colleague = { username: 'mr.okoye', password: 'another-teacher-2' };
  await addTeacher(rollbook.parts, [rollbook.school], colleague);
  await openAndChooseFile(page, classList('mine.csv', 3));
  await page.getByRole('button', { name: 'Profile' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Keep it here' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await signIn(page, colleague);
  await expect(page.getByRole('heading', { name: 'My Programs' })).toBeVisible();
  await page.goto('/drafts');
  await expect(page.getByText('No drafts')).toBeVisible();
});
