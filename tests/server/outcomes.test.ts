import { expect, test } from 'vitest';
import * as v from 'valibot';
import { renderResult } from '#domain/batches/render-result.ts';
import { fileFormats, resultFileKinds, type ResultFileRequest } from '#domain/batches/result-files.ts';
import type { ResultRow } from '#domain/batches/result-row.ts';
import { DAY_MS } from '#domain/time.ts';
import { problemSentence } from '#i18n/problem-messages.ts';
import { outcomePageSchema, type OutcomePage } from '#protocol/outcomes.ts';
import { textColumnsOf } from '#spreadsheets/text-columns.ts';
import { writeCsv } from '#spreadsheets/write-csv.ts';
import { writeXlsx } from '#spreadsheets/write-xlsx.ts';
import { createApp } from '#sync-server/app.ts';
import { apiClient, type ApiClient } from '#tests/support/api-client.ts';
import { describeOnEachDatabase, type TestDatabase } from '#tests/support/each-database.ts';
import { importSheet, importWorld, type ImportWorld } from '#tests/support/import-world.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { addSchool, addTeacher } from '#tests/support/people.ts';
import { sendSheet, type GivenSheet } from '#tests/support/upload.ts';

interface SignedInWorld extends ImportWorld {
  readonly client: ApiClient;
  download(path: string): Promise<Uint8Array>;
}

async function signedInWorld(database: TestDatabase): Promise<SignedInWorld> {
  const world = await importWorld(database);
  const app = createApp(world.parts);
  const client = apiClient(world.parts, app);
  await client.signIn('the.teacher', 'a long password');
  const download = async (path: string) => {
    const response = await app.request(`/api${path}`, { headers: { Cookie: client.cookie() } });
    return new Uint8Array(await response.arrayBuffer());
  };
  return { ...world, client, download };
}

/** Everything of an upload, page by page, as a device fetches it. */
async function fetchOutcomes(batchId: string, client: ApiClient): Promise<OutcomePage[]> {
  const pages: OutcomePage[] = [];
  for (let after: string | null = ''; after !== null; after = pages.at(-1)?.next ?? null) {
    const { json } = await client.get(`/batches/${batchId}/outcomes${after && `?after=${after}`}`);
    pages.push(v.parse(v.strictObject(outcomePageSchema.entries), json));
  }
  return pages;
}

/** What a device writes without asking anyone. */
function makeOnDevice(pages: readonly OutcomePage[], request: ResultFileRequest, now: number): Uint8Array {
  const rows = pages.flatMap((page) => page.rows as readonly unknown[] as readonly ResultRow[]);
  const { kind, language, format } = request;
  const sentence = (problem: Parameters<typeof problemSentence>[0]) => problemSentence(problem, language);
  const table = renderResult(pages[0]!, rows, { kind, language, sentence, now });
  return format === 'csv'
    ? new TextEncoder().encode(writeCsv(table))
    : writeXlsx(table, { sheetName: 'Roster', textColumns: textColumnsOf(table.header) });
}

const sheet: GivenSheet = {
  header: ['Student ID', 'First Name', 'Last Name', 'Password', 'Class ID', 'Class Name', 'Notes'],
  rows: [
    ['007', 'Ana', 'López', '', '4B', 'Room 4B', '=1+1'],
    ['008', '', 'Kim', '', '', '', ''],
    ['009', 'Ben', '金', 'maple-river-9', '4B', '', 'a "quoted", word'],
    ['007', 'Ana', 'López', '', '5A', 'Room 5A', ''],
  ],
};

const requests = resultFileKinds.flatMap((kind) =>
  fileFormats.flatMap((format) => [
    { kind, format, language: 'en' as const },
    { kind, format, language: 'es' as const },
  ]),
);

describeOnEachDatabase('what a device keeps of an upload', (database) => {
  test('gives the same files as the server makes at that moment, to the byte', async () => {
    const world = await signedInWorld(database());
    const batchId = await importSheet(sheet, world);
    const pages = await fetchOutcomes(batchId, world.client);
    for (const request of requests) {
      const { kind, format, language } = request;
      const path = `/batches/${batchId}/files/${kind}?format=${format}&language=${language}`;
      const ours = Buffer.from(makeOnDevice(pages, request, world.parts.clock()));

      expect(ours.equals(await world.download(path)), JSON.stringify(request)).toBe(true);
    }
  });

  test('comes in pages, and the pages are the whole', async () => {
    const world = await signedInWorld(database());
    const batchId = await importSheet(madeUpClass(1_200), world);
    const pages = await fetchOutcomes(batchId, world.client);

    expect(pages.map(({ rows }) => rows.length)).toEqual([500, 500, 200]);
    const request = { kind: 'completed', format: 'csv', language: 'en' } as const;
    const ours = Buffer.from(makeOnDevice(pages, request, world.parts.clock()));
    expect(ours.equals(await world.download(`/batches/${batchId}/files/completed`))).toBe(true);
  });

  test('shows no temporary password that has died since', async () => {
    const world = await signedInWorld(database());
    const batchId = await importSheet(sheet, world);
    const pages = await fetchOutcomes(batchId, world.client);
    const passwords = (now: number) =>
      renderResult(pages[0]!, pages[0]!.rows as readonly unknown[] as ResultRow[], {
        kind: 'completed',
        language: 'en',
        sentence: () => '',
        now,
      }).rows.map(({ cells }) => cells[7]);
    const issued = world.parts.clock();

    expect(passwords(issued + 90 * DAY_MS - 1)[0]).toMatch(/^\w+-\w+-\w+-\d\d$/);
    expect(passwords(issued + 90 * DAY_MS)).toEqual(['', '', '']);
  });

  test('never has a typed password', async () => {
    const world = await signedInWorld(database());
    const batchId = await importSheet(sheet, world);

    expect(JSON.stringify(await fetchOutcomes(batchId, world.client))).not.toContain('maple-river-9');
  });

  test('is given once the upload is finished', async () => {
    const world = await signedInWorld(database());
    const batchId = await sendSheet(sheet, world.school, world.teacher, world.parts);

    expect((await world.client.get(`/batches/${batchId}/outcomes`)).code).toBe('batch.file_missing');
  });

  test('has an end, and no page after it', async () => {
    const world = await signedInWorld(database());
    const batchId = await importSheet(sheet, world);

    expect((await world.client.get(`/batches/${batchId}/outcomes?after=1`)).code).toBe('batch.file_missing');
    expect((await world.client.get(`/batches/${batchId}/outcomes?after=-1`)).code).toBe('request.malformed');
  });

  test('is for people of the school', async () => {
    const world = await signedInWorld(database());
    const batchId = await importSheet(sheet, world);
    const elsewhere = await addSchool(world.parts, world.school.districtId, 'Roosevelt Middle School');
    const stranger = { username: 'a.stranger', password: 'a long password' };
    await addTeacher(world.parts, [elsewhere], stranger);
    await world.client.signIn(stranger.username, stranger.password);

    expect((await world.client.get(`/batches/${batchId}/outcomes`)).code).toBe('not_found');
  });
});

describeOnEachDatabase('the history of a school', (database) => {
  test('says which uploads are the own ones, and when they were finished', async () => {
    const world = await signedInWorld(database());
    const colleague = await addTeacher(world.parts, [world.school], {
      username: 'mr.okoye',
      password: 'a long password',
    });
    const theirs = await sendSheet(madeUpClass(3), world.school, colleague, world.parts);
    world.parts.clock.advance(1_000);
    const ours = await importSheet(sheet, world);
    const history = await world.client.get(`/batches?schoolId=${world.school.schoolId}`);

    expect(history.json).toMatchObject({
      batches: [
        { batchId: ours, isOwn: true, finishedAt: world.parts.clock() },
        { batchId: theirs, isOwn: false },
      ],
    });
  });
});
