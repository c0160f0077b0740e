import { basename } from 'node:path';
import type { Page } from '@playwright/test';
import { createDevice, findBytes, findTexts } from '#tests/support/device-profile.ts';
import {
  chooseFile,
  downloadResult,
  expect,
  importFile,
  openAndChooseFile,
  signInAsTeacher,
  test,
} from '#tests/support/journey.ts';
import { teacher, type Rollbook } from '#tests/support/rollbook.ts';
import { column, readSheet, sheetFile, type Sheet } from '#tests/support/sheets.ts';
import { untilReadyForOffline } from '#tests/support/watch-page.ts';

test.describe.configure({ retries: 0 });

/** Names and passwords that stand nowhere else. */
function classOf(run: number, part: string): Sheet {
  const row = (n: number) => [
    `9${run}0${n}`,
    `Zebulina${part}${run}${n}`,
    `Quixwood${part}${run}${n}`,
    'K',
    `kiwi-Secret${part}-${run}${n}`,
  ];
  return {
    header: ['Student ID', 'First Name', 'Last Name', 'Grade Level', 'Password'],
    rows: [row(1), row(2), row(3)],
  };
}

const canaries = ['Zebulina', 'Quixwood', 'kiwi-Secret', teacher.password, 'my class of canaries'];

async function nameTheTeacher({ parts }: Rollbook): Promise<void> {
  await parts.db
    .updateTable('users')
    .set({ first_name: 'Philippina', last_name: 'Vandersloot' })
    .where('username', '=', teacher.username)
    .execute();
}

/** The beginnings of everything sealed on this device. */
async function sealedSamples(page: Page): Promise<Buffer[]> {
  const samples = await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('rollbook');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('no database'));
    });
    const found: number[][] = [];
    for (const name of database.objectStoreNames) {
      const request = database.transaction(name).objectStore(name).getAll();
      await new Promise((done) => (request.onsuccess = done));
      for (const { sealed } of request.result as { sealed?: ArrayBuffer }[])
        if (sealed) found.push([...new Uint8Array(sealed.slice(17, 49))]);
    }
    database.close();
    return found;
  });
  return samples.map((sample) => Buffer.from(sample));
}

/** What a person typed into the sign-in form the browser itself remembers for them, if they let it. */
function isOurs(found: string): boolean {
  return !/ in Default\/((Login|Web) Data|Sessions)/.test(found);
}

const RUNS = 2;

for (let run = 1; run <= RUNS; run += 1) {
  test(`no name and no password stands in clear on the disk of a shared device (${run} of ${RUNS})`, async ({
    rollbook,
  }) => {
    await nameTheTeacher(rollbook);
    const device = createDevice(rollbook.url);
    const tablet = await device.open();
    const page = await tablet.newPage();
    await signInAsTeacher(page);
    await untilReadyForOffline(page);
    await importFile(page, sheetFile('my class of canaries', classOf(run, 'Sent'), 'csv'), 'Completed');
    const printed = column(readSheet(await downloadResult(page, 'Completed File')), 'Username');
    await page.goto('/students');
    await expect(page.getByText(`QuixwoodSent${run}1`).first()).toBeVisible();
    await openAndChooseFile(page, sheetFile('my class of canaries', classOf(run, 'Draft'), 'csv'));
    const sealed = await sealedSamples(page);
    expect(sealed.length).toBeGreaterThan(3);
    await device.close();

    // The whole day again without a network: nothing but a key from the box to seal with.
    await rollbook.stopListening();
    const offline = await (await device.open()).newPage();
    await offline.goto('/import');
    await chooseFile(offline, sheetFile('my class of canaries', classOf(run, 'Offline'), 'csv'));
    await offline.getByRole('button', { name: 'Upload', exact: true }).click();
    await expect(offline.getByText('Waiting to send')).toBeVisible();
    await device.close();

    const clear = [...canaries, 'Philippina', 'Vandersloot', ...printed];
    expect(findTexts(device.folder, clear)).toEqual([]);
    expect(findTexts(device.folder, [teacher.username]).filter(isOurs)).toEqual([]);
    // The search itself works: what is sealed is found, and so is what stands in clear.
    expect(findBytes(device.folder, sealed).map((path) => basename(path))).not.toEqual([]);
    expect(findTexts(device.folder, [rollbook.school.schoolId])).not.toEqual([]);

    await rollbook.startListening();
    const last = await (await device.open()).newPage();
    await last.goto('/history');
    await expect(last.getByText('Waiting to send')).toHaveCount(0, { timeout: 30_000 });
    await last.getByRole('button', { name: 'Profile' }).click();
    await last.getByRole('button', { name: 'Sign out' }).click();
    await last.getByRole('button', { name: 'Delete it' }).click();
    await expect(last.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await device.close();
    expect(findBytes(device.folder, sealed)).toEqual([]);
    expect(findTexts(device.folder, clear)).toEqual([]);
    await device.throwAway();
  });
}
