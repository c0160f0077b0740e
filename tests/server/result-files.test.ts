import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { DAY_MS } from '#domain/time.ts';
import type { Table } from '#spreadsheets/table.ts';
import { readCsv } from '#spreadsheets/read-csv.ts';
import { readXlsx } from '#spreadsheets/read-xlsx.ts';
import { createApp } from '#sync-server/app.ts';
import { attachment } from '#sync-server/files/write-sheet.ts';
import { type ApiClient, apiClient } from '#tests/support/api-client.ts';
import { describeOnEachDatabase, type TestDatabase } from '#tests/support/each-database.ts';
import { columnOf, type ImportWorld, importWorld } from '#tests/support/import-world.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { addDistrict, addStaff, addTeacher } from '#tests/support/people.ts';
import { processAll } from '#tests/support/process-all.ts';
import { type GivenSheet, type PackedUpload, packUpload } from '#tests/support/upload.ts';

interface SignedInWorld extends ImportWorld {
  readonly client: ApiClient;
  download(path: string): Promise<Response>;
}

async function signedInWorld(database: TestDatabase): Promise<SignedInWorld> {
  const world = await importWorld(database);
  const app = createApp(world.parts);
  const client = apiClient(world.parts, app);
  await client.signIn('the.teacher', 'a long password');
  const download = async (path: string) =>
    app.request(`/api${path}`, { headers: { Cookie: client.cookie() } });
  return { ...world, client, download };
}

/** Sends a sheet over HTTP as the app does, and processes it. */
async function importOverHttp(sheet: GivenSheet, world: SignedInWorld): Promise<string> {
  const upload = packUpload(world.parts.newGuid(), world.school.schoolId, sheet);
  await put(upload, world.client);
  await processAll(world.parts);
  return upload.batchId;
}

async function put({ batchId, header, chunks }: PackedUpload, client: ApiClient) {
  const json = { 'Content-Type': 'application/json' };
  const init = { method: 'PUT', body: JSON.stringify(header), headers: json };
  const announced = await client.request(`/batches/${batchId}`, init);
  const sent = [];
  for (const [index, { bytes, contentDigest }] of chunks.entries()) {
    const headers = { ...json, 'Content-Encoding': 'gzip', 'Content-Digest': contentDigest };
    const body = gzipSync(bytes);
    sent.push(await client.request(`/batches/${batchId}/chunks/${index}`, { method: 'PUT', body, headers }));
  }
  return { announced, sent, committed: await client.post(`/batches/${batchId}/commit`) };
}

async function readTable(response: Response): Promise<{ header: string[]; rows: string[][] }> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const isXlsx = response.headers.get('Content-Type')?.includes('spreadsheetml') === true;
  const read = isXlsx ? readXlsx(bytes) : readCsv(bytes);
  if (!read.ok) throw new Error(read.refusal.code);
  const table: Table = read.value;
  return { header: [...table.header], rows: table.rows.map((row) => [...row.cells]) };
}

const sheet: GivenSheet = {
  header: ['Student ID', 'First Name', 'Last Name', 'Password', 'Notes'],
  rows: [
    ['007', 'Ana', 'López', '', '=1+1'],
    ['008', '', 'Kim', '', ''],
    ['009', 'Ben', 'Kim', 'maple-river-9', ''],
  ],
  fileName: 'Clase 3º "B".csv',
};

describeOnEachDatabase('the files of an upload', (database) => {
  test('come over HTTP: what was sent, what went through, what was refused', async () => {
    const world = await signedInWorld(database());
    const batchId = await importOverHttp(sheet, world);
    const history = await world.client.get(`/batches?schoolId=${world.school.schoolId}`);
    const [uploaded, completed, errors] = await Promise.all(
      ['uploaded', 'completed', 'error'].map((kind) => world.download(`/batches/${batchId}/files/${kind}`)),
    );

    expect(history.json).toMatchObject({
      batches: [{ batchId, status: 'completed-with-errors', counts: { created: 2, refused: 1 } }],
      next: null,
    });
    expect((await readTable(uploaded!)).rows).toEqual([
      ['007', 'Ana', 'López', '', '=1+1'],
      ['008', '', 'Kim', '', ''],
      ['009', 'Ben', 'Kim', '', ''],
    ]);
    expect(completed!.headers.get('Content-Disposition')).toContain(
      "filename*=UTF-8''Clase%203%C2%BA%20-B-%20-%20completed.csv",
    );
    expect(completed!.headers.get('Cache-Control')).toBe('no-store');
    const done = await readTable(completed!);
    expect(columnOf(done, 'Student ID')).toEqual(['007', '009']);
    expect(columnOf(done, 'Username')).toEqual(['ana.lopez', 'ben.kim']);
    expect(columnOf(done, 'Password')).toEqual([expect.stringMatching(/^\w+-\w+-\w+-\d\d$/), '']);
    const refused = await readTable(errors!);
    expect(refused.header).toEqual([...sheet.header, 'Error']);
    expect(refused.rows).toEqual([['008', '', 'Kim', '', '', expect.stringContaining('First Name')]]);
  });

  test.each(['csv', 'xlsx'])('are the same to the byte on every request as %s', async (format) => {
    const world = await signedInWorld(database());
    const batchId = await importOverHttp(madeUpClass(30), world);
    const path = `/batches/${batchId}/files/completed?format=${format}&language=es`;
    const first = Buffer.from(await (await world.download(path)).arrayBuffer());
    world.parts.clock.advance(3 * DAY_MS);
    await world.client.signIn('the.teacher', 'a long password');
    const second = await world.download(path);

    expect(Buffer.from(await second.clone().arrayBuffer()).equals(first)).toBe(true);
    expect((await readTable(second)).rows).toHaveLength(30);
  });

  test('show a temporary password only while it opens the door and comes from this upload', async () => {
    const world = await signedInWorld(database());
    const { parts } = world;
    const batchId = await importOverHttp(madeUpClass(4), world);
    const path = `/batches/${batchId}/files/completed`;
    const users = await parts.db
      .selectFrom('users')
      .select('user_guid')
      .where('role', '=', 'student')
      .orderBy('created_at')
      .orderBy('username')
      .execute();
    await parts.db
      .updateTable('users')
      .set({ temporary_used_at: 1 })
      .where('user_guid', '=', users[0]!.user_guid)
      .execute();
    await parts.db
      .updateTable('users')
      .set({ temporary_batch_id: null })
      .where('user_guid', '=', users[1]!.user_guid)
      .execute();

    const shown = columnOf(await readTable(await world.download(path)), 'Password');
    expect(shown.filter((password) => password === '')).toHaveLength(2);
    parts.clock.advance(90 * DAY_MS);
    await world.client.signIn('the.teacher', 'a long password');
    expect(columnOf(await readTable(await world.download(path)), 'Password')).toEqual(['', '', '', '']);
  });

  test('do not exist before there is something in them', async () => {
    const world = await signedInWorld(database());
    const upload = packUpload(world.parts.newGuid(), world.school.schoolId, madeUpClass(3));
    await put(upload, world.client);
    const files = `/batches/${upload.batchId}/files`;

    expect((await world.download(`${files}/uploaded`)).status).toBe(200);
    expect(await world.client.get(`${files}/completed`)).toMatchObject({
      status: 404,
      code: 'batch.file_missing',
    });
    await processAll(world.parts);
    expect((await world.download(`${files}/completed`)).status).toBe(200);
    expect(await world.client.get(`${files}/error`)).toMatchObject({ code: 'batch.file_missing' });
    expect(await world.client.get(`${files}/other`)).toMatchObject({ code: 'not_found' });
  });

  test('and the upload itself are nobody else’s business, whether they exist or not', async () => {
    const world = await signedInWorld(database());
    const { parts } = world;
    const batchId = await importOverHttp(madeUpClass(3), world);
    const elsewhere = await addDistrict(parts);
    await addTeacher(parts, [elsewhere], { username: 'stranger', password: 'a long password' });
    await addStaff(parts, elsewhere, {
      username: 'boss',
      password: 'a long password',
      role: 'administrator',
    });
    const upload = packUpload(batchId, world.school.schoolId, madeUpClass(3));

    for (const name of ['stranger', 'boss']) {
      const client = apiClient(parts);
      await client.signIn(name, 'a long password');
      const answers = [
        await client.get(`/batches/${batchId}`),
        await client.get(`/batches/${batchId}/files/completed`),
        await client.get(`/batches?schoolId=${world.school.schoolId}`),
        await client.post(`/batches/${batchId}/commit`),
        (await put(upload, client)).announced,
        await client.get(`/batches/${parts.newGuid()}`),
      ];
      for (const answer of answers) expect(answer).toMatchObject({ status: 404, code: 'not_found' });
      const own = packUpload(batchId, elsewhere.schoolId, madeUpClass(3));
      expect((await put(own, client)).announced).toMatchObject({ status: 422, code: 'batch.id_reused' });
    }
  });
});

describeOnEachDatabase('the class export', (database) => {
  test('lists the school’s classes with their GUIDs, which put students of a later file into them', async () => {
    const world = await signedInWorld(database());
    const rows = [
      ['1', 'Ana', 'López', 'M1', 'Math'],
      ['2', 'Ben', 'Kim', 'A1', 'Art'],
    ];
    await importOverHttp(
      { header: ['Student ID', 'First Name', 'Last Name', 'Class ID', 'Class Name'], rows },
      world,
    );
    const path = `/schools/${world.school.schoolId}/class-export`;
    const exported = await readTable(await world.download(`${path}?format=xlsx`));
    const elsewhere = await addDistrict(world.parts);

    expect(exported.header[0]).toBe('Class GUID');
    expect(columnOf(exported, 'Class ID')).toEqual(['A1', 'M1']);
    const [art] = columnOf(exported, 'Class GUID');
    const header = ['Student ID', 'First Name', 'Last Name', 'Class GUID'];
    await importOverHttp({ header, rows: [['1', 'Ana', 'López', art!]] }, world);
    const places = await world.parts.db
      .selectFrom('enrollments')
      .where('class_guid', '=', art!)
      .selectAll()
      .execute();
    expect(places).toHaveLength(2);
    expect((await world.download(`/schools/${elsewhere.schoolId}/class-export`)).status).toBe(404);
  });
});

describe('the name of a download', () => {
  test('is plain for old clients and exact for all others', () => {
    expect(attachment('Clase 3º "ñ".csv')).toBe(
      `attachment; filename="Clase 3o _n_.csv"; filename*=UTF-8''Clase%203%C2%BA%20%22%C3%B1%22.csv`,
    );
  });
});
