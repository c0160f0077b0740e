import type { Page } from 'playwright-core';
import { chooseFile, expect, signInAsTeacher, test } from '#tests/support/journey.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { brokenVersion, buildNextVersion } from '#tests/support/next-version.ts';
import { sheetFile, withCell } from '#tests/support/sheets.ts';
import { untilReadyForOffline } from '#tests/support/watch-page.ts';

const oneGradeWrong = withCell(madeUpClass(5), '000003', 'Grade Level', '42');

async function openDraft(page: Page): Promise<void> {
  await page.goto('/import');
  await chooseFile(page, sheetFile('class', oneGradeWrong, 'csv'));
  await page.getByRole('link', { name: /fix/i }).click();
  await expect(page.getByRole('gridcell', { name: /42/ })).toBeVisible();
}

/** Every build calls its own start-up data by another name. */
function versionOf(page: Page): Promise<string | undefined> {
  return page.evaluate(() => Object.keys(globalThis).find((name) => name.startsWith('__sveltekit_')));
}

test('a new version is offered, never over an open cell, and comes to every tab with a yes', async ({
  page,
  context,
  rollbook,
}) => {
  test.slow();
  const next = await buildNextVersion();
  await page.clock.install();
  await signInAsTeacher(page);
  await untilReadyForOffline(page);
  await openDraft(page);
  const other = await context.newPage();
  await other.goto('/students');
  await other.getByRole('searchbox', { name: 'Search students' }).fill('Ana');
  const idle = await context.newPage();
  await idle.goto('/history');
  const [before, otherBefore] = [await versionOf(page), await versionOf(other)];
  const offer = page.getByRole('button', { name: 'Use the new version' });

  await page.getByRole('gridcell', { name: /42/ }).dblclick();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('5');
  await rollbook.stopListening();
  await rollbook.startListening(next);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await page.clock.fastForward(60_000);
  await expect(idle.getByRole('button', { name: 'Use the new version' })).toBeVisible();
  await expect(offer).toHaveCount(0);

  await page.keyboard.press('Enter');
  await expect(offer).toBeVisible();
  expect(await versionOf(page)).toBe(before);
  await offer.click();
  await expect.poll(() => versionOf(page).catch(() => before)).not.toBe(before);
  await expect(page.getByRole('heading', { name: 'Check the roster' })).toBeVisible();
  await expect(page.getByText('row with a problem')).toHaveCount(0);

  expect(await versionOf(other)).toBe(otherBefore);
  await other.getByRole('heading', { name: 'Students' }).click();
  await expect.poll(() => versionOf(other).catch(() => otherBefore)).not.toBe(otherBefore);

  await rollbook.stopListening();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Check the roster' })).toBeVisible();
  expect(await versionOf(page)).not.toBe(before);
  next.remove();
});

test('the kill switch removes a bad service worker and nothing a teacher made', async ({
  page,
  rollbook,
}) => {
  const broken = brokenVersion();
  await signInAsTeacher(page);
  await untilReadyForOffline(page);
  await openDraft(page);
  const draft = page.url();

  await rollbook.stopListening();
  await rollbook.startListening(broken);
  await page.evaluate(() => void navigator.serviceWorker.ready.then((registration) => registration.update()));
  await expect(page.getByText('This page is broken.')).toBeVisible();

  await rollbook.stopListening();
  await rollbook.startListening({ ...broken, serviceWorker: 'off' });
  await page.goto(draft);
  await expect(page.getByRole('gridcell', { name: /42/ })).toBeVisible();
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
  await page.reload();
  await expect(page.getByRole('gridcell', { name: /42/ })).toBeVisible();

  await rollbook.stopListening();
  await rollbook.startListening();
  await page.reload();
  await untilReadyForOffline(page);
  await rollbook.stopListening();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Check the roster' })).toBeVisible();
  broken.remove();
});
