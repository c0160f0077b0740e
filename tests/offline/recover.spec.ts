import type { Page } from 'playwright-core';
import { wakeMessage, wakeTag } from '#sync/wake-message.ts';
import {
  chooseFile,
  expect,
  importFile,
  openAndChooseFile,
  newestUpload,
  signInAsTeacher,
  test,
} from '#tests/support/journey.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { sheetFile } from '#tests/support/sheets.ts';
import { untilReadyForOffline } from '#tests/support/watch-page.ts';

const threeStudents = sheetFile('class', madeUpClass(3), 'csv');

/** What a browser short of space does; the session's cookie stays. */
async function wipe(page: Page, origin: string): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  const storageTypes = 'indexeddb,local_storage,cache_storage,service_workers';
  await devTools.send('Storage.clearDataForOrigin', { origin, storageTypes });
}

test('a device that lost everything gets the history back from the server, and is ready for offline again', async ({
  page,
  rollbook,
}) => {
  await signInAsTeacher(page);
  await untilReadyForOffline(page);
  await importFile(page, threeStudents, 'Completed');
  // Browsers evict what is not open.
  await page.goto('about:blank');
  await wipe(page, rollbook.url);

  await page.goto('/history');
  await expect(newestUpload(page).getByText('class.csv')).toBeVisible();
  await untilReadyForOffline(page);
  await rollbook.stopListening();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Upload History' })).toBeVisible();
});

test('where the browser has promised nothing, unsent work says what may become of it, and a wipe leaves a working app', async ({
  page,
  rollbook,
}) => {
  const warning = page.getByText('this browser may delete what is not sent');
  await signInAsTeacher(page);
  await openAndChooseFile(page, threeStudents);
  await page.goto('/drafts');
  await expect(warning).toBeVisible();
  await page.route('**/api/batches/**', (route) => route.abort());
  await page.goto('/import');
  await chooseFile(page, threeStudents);
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(newestUpload(page).getByText('Waiting to send')).toBeVisible();
  await expect(warning).toBeVisible();

  await page.goto('about:blank');
  await wipe(page, rollbook.url);
  await page.goto('/drafts');
  await expect(page.getByRole('heading', { name: 'Drafts', exact: true })).toBeVisible();
  await expect(warning).toHaveCount(0);
});

test('signing out wipes the device, and whoever is next starts without a network again', async ({
  page,
  rollbook,
}) => {
  await signInAsTeacher(page);
  await untilReadyForOffline(page);
  await page.evaluate(() => localStorage.setItem('rollbook.install-hint', 'dismissed'));
  const signedOut = page.waitForResponse(/\/api\/sign-out/);
  await page.getByRole('button', { name: 'Profile' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  expect(await (await signedOut).headerValue('Clear-Site-Data')).toBe('"storage"');
  await expect(page).toHaveURL(/\/sign-in$/);

  await signInAsTeacher(page);
  await untilReadyForOffline(page);
  expect(await page.evaluate(() => localStorage.getItem('rollbook.install-hint'))).toBe('dismissed');
  await rollbook.stopListening();
  await page.goto('/import');
  await expect(page.getByRole('button', { name: 'Choose File' })).toBeVisible();
});

test('the browser wakes the app when a network is back, while something waits', async ({
  page,
  rollbook,
}) => {
  await signInAsTeacher(page);
  await untilReadyForOffline(page);
  await page.goto('/import');
  await rollbook.stopListening();
  await chooseFile(page, threeStudents);
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(newestUpload(page).getByText('Waiting to send')).toBeVisible();

  await expect.poll(() => registeredTags(page)).toEqual([wakeTag]);
  const woken = page.evaluate(
    (message) =>
      new Promise<void>((heard) => {
        navigator.serviceWorker.addEventListener('message', ({ data }) => {
          if (data === message) heard();
        });
      }),
    wakeMessage,
  );
  await rollbook.startListening();
  await dispatchSync(page);
  await woken;
  await expect(newestUpload(page).getByText('Completed', { exact: true })).toBeVisible({ timeout: 30_000 });
});

function registeredTags(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (registration as unknown as { sync: { getTags(): Promise<string[]> } }).sync.getTags();
  });
}

/** Fires Background Sync as the browser does when it thinks that a network is there. */
async function dispatchSync(page: Page): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  const registered = new Promise<string>((found) => {
    devTools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [registration] = registrations;
      if (registration) found(registration.registrationId);
    });
  });
  await devTools.send('ServiceWorker.enable');
  const { origin } = new URL(page.url());
  const registrationId = await registered;
  await devTools.send('ServiceWorker.dispatchSyncEvent', {
    origin,
    registrationId,
    tag: wakeTag,
    lastChance: false,
  });
}
