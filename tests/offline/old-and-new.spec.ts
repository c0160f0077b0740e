import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { readTables } from '#tests/support/device-database.ts';
import { studentsOf } from '#tests/support/import-world.ts';
import { expect, openAndChooseFile, signInAsTeacher, test } from '#tests/support/journey.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { teacher, type Rollbook } from '#tests/support/rollbook.ts';
import { sheetFile } from '#tests/support/sheets.ts';
import { packUpload } from '#tests/support/upload.ts';

/** The tables of version 1 of the device's database (IndexedDB counts in tens), as it was before sealing. */
const firstVersion = 10;
const firstTables: readonly (readonly [name: string, keyPath: string | string[]])[] = [
  ['drafts', 'draftId'],
  ['draftBlocks', ['draftId', 'index']],
  ['outbox', 'batchId'],
  ['outboxChunks', ['batchId', 'index']],
  ['history', ['userGuid', 'schoolId']],
];

/** A page of our origin that is not the app: what it does is done before the app is there. */
async function openBareOrigin(page: Page): Promise<void> {
  await page.goto('/robots-of-tests.txt');
}

/** Makes a database of that version with these tables and rows, and keeps it open when told so. */
function makeDatabase(
  page: Page,
  given: { version: number; rows?: Record<string, unknown[]>; keepOpen?: boolean },
): Promise<void> {
  return page.evaluate(
    ({ version, tables, rows, keepOpen }) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('rollbook', version);
        request.onerror = () => reject(request.error ?? new Error('no database'));
        request.onupgradeneeded = () => {
          for (const [name, keyPath] of tables)
            request.result.createObjectStore(name, { keyPath: keyPath as string });
          const index = (table: string, name: string, path: string | string[]) =>
            request.transaction?.objectStore(table).createIndex(name, path);
          index('drafts', '[userGuid+schoolId]', ['userGuid', 'schoolId']);
          index('draftBlocks', 'draftId', 'draftId');
          index('outbox', 'userGuid', 'userGuid');
          index('outbox', '[userGuid+schoolId]', ['userGuid', 'schoolId']);
          index('outboxChunks', 'batchId', 'batchId');
          for (const [name, some] of Object.entries(rows)) {
            for (const row of some) request.transaction?.objectStore(name).put(revive(row));
          }
        };
        // Bytes travel from the test as lists of numbers.
        const revive = (row: unknown) => {
          const made = { ...(row as Record<string, unknown>) };
          if (Array.isArray(made.payload)) made.payload = Uint8Array.from(made.payload as number[]);
          if (Array.isArray(made.bytes)) made.bytes = Uint8Array.from(made.bytes as number[]).buffer;
          return made;
        };
        request.onsuccess = () => {
          if (!keepOpen) request.result.close();
          else Object.assign(globalThis, { kept: request.result });
          resolve();
        };
      }),
    { tables: firstTables as [string, string | string[]][], rows: {}, keepOpen: false, ...given },
  );
}

const bytesOf = (value: unknown) => [...new TextEncoder().encode(JSON.stringify(value))];

/** A draft and an upload as version 1 kept them. */
async function oldRows({ parts, school }: Rollbook): Promise<Record<string, unknown[]>> {
  const { user_guid: userGuid } = await parts.db
    .selectFrom('users')
    .select('user_guid')
    .where('username', '=', teacher.username)
    .executeTakeFirstOrThrow();
  const owner = { userGuid, schoolId: school.schoolId };
  const { header, rows } = madeUpClass(3);
  const contents = {
    fileName: 'old-draft.csv',
    header,
    mapping: ['studentId', 'firstName', 'lastName', 'gradeLevel'],
    choices: { existingStudents: 'leave' },
  };
  const now = Date.now();
  const draftId = parts.newGuid();
  const draft = {
    version: 1,
    draftId,
    ...owner,
    createdAt: now,
    changedAt: now,
    rowCount: 3,
    refusedRowCount: 0,
    payload: bytesOf(contents),
  };
  const block = { draftId, index: 0, bytes: bytesOf(rows.map((cells, at) => [at + 2, cells])) };
  const upload = packUpload(parts.newGuid(), school.schoolId, madeUpClass(4));
  const entry = {
    version: 1,
    batchId: upload.batchId,
    ...owner,
    queuedAt: now,
    rowCount: 4,
    chunkCount: upload.chunks.length,
    payloadHash: upload.header.payloadHash,
    status: 'waiting',
    attempts: 0,
    notBefore: 0,
    reason: null,
    payload: bytesOf({
      ...contents,
      fileName: upload.header.fileName,
      mapping: upload.header.mapping,
      header: upload.header.header,
    }),
  };
  const chunks = upload.chunks.map(({ bytes, contentDigest }, index) => ({
    batchId: upload.batchId,
    index,
    digest: Buffer.from(/:(.*):/.exec(contentDigest)?.[1] ?? '', 'base64').toString('hex'),
    bytes: [...gzipSync(bytes)],
  }));
  return { drafts: [draft], draftBlocks: [block], outbox: [entry], outboxChunks: chunks };
}

test('what an older version kept in clear is sealed, and nothing of it is lost', async ({
  page,
  rollbook,
}) => {
  await openBareOrigin(page);
  await makeDatabase(page, { version: firstVersion, rows: await oldRows(rollbook) });

  await signInAsTeacher(page);
  await expect.poll(() => studentsOf(rollbook), { timeout: 20_000 }).toHaveLength(4);
  await page.goto('/drafts');
  await page.getByRole('link', { name: 'old-draft.csv' }).click();
  await expect(page.getByRole('gridcell', { name: 'Chloé' })).toBeVisible();
  const { drafts, draftBlocks } = await readTables(page, ['drafts', 'draftBlocks']);
  for (const row of [...(drafts ?? []), ...(draftBlocks ?? [])]) {
    expect(row).not.toHaveProperty('payload');
    expect(row).not.toHaveProperty('bytes');
  }
});

test('an older version open in another tab is named within a second, and the app goes on once it is closed', async ({
  page,
  context,
  rollbook,
}) => {
  await openBareOrigin(page);
  await makeDatabase(page, { version: firstVersion, rows: await oldRows(rollbook), keepOpen: true });

  const app = await context.newPage();
  await app.goto('/sign-in');
  await app.getByRole('textbox', { name: 'Username' }).fill(teacher.username);
  await app.getByRole('textbox', { name: 'Password' }).fill(teacher.password);
  const blocked = app.getByText('Rollbook is open in another tab, in an older version');
  await app.getByRole('button', { name: 'Sign in' }).click();
  await expect(blocked).toBeVisible({ timeout: 3_000 });
  await page.close();
  await expect(app.getByRole('heading', { name: 'My Programs' })).toBeVisible();
  await expect(blocked).toHaveCount(0);
  await app.goto('/drafts');
  await expect(app.getByRole('link', { name: 'old-draft.csv' })).toBeVisible();
});

test('a database of a newer version is not touched, and files are still read', async ({ page }) => {
  await openBareOrigin(page);
  await makeDatabase(page, { version: 990 });

  await signInAsTeacher(page);
  await openAndChooseFile(page, sheetFile('class', madeUpClass(3), 'csv'));
  await expect(page.getByText('A newer Rollbook was used on this device')).toBeVisible();
  await expect(page.getByText('Not kept on this device', { exact: false })).toBeVisible();
  const after = await page.evaluate(() => indexedDB.databases());
  expect(after).toEqual([{ name: 'rollbook', version: 990 }]);
  const tables = firstTables.map(([name]) => name);
  expect(Object.values(await readTables(page, tables)).flat()).toEqual([]);
});

test('when a newer version takes over in another tab, the older one says so and writes no more', async ({
  page,
  context,
}) => {
  await signInAsTeacher(page);
  await openAndChooseFile(page, sheetFile('class', madeUpClass(3), 'csv'));
  const other = await context.newPage();
  await openBareOrigin(other);
  await other.evaluate(
    () =>
      new Promise((resolve) => {
        const request = indexedDB.open('rollbook', 990);
        request.onsuccess = resolve;
      }),
  );
  await expect(page.getByText('A newer Rollbook was used on this device')).toBeVisible();
});
