import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { commitBatch } from '#sync-server/batches/commit-batch.ts';
import { readContentDigest } from '#sync-server/batches/chunk-digest.ts';
import { listBatches } from '#sync-server/batches/list-batches.ts';
import { receiveBatch } from '#sync-server/batches/receive-batch.ts';
import { receiveChunk } from '#sync-server/batches/receive-chunk.ts';
import { unzipChunk } from '#sync-server/batches/unzip-chunk.ts';
import { describeOnEachDatabase } from '#tests/support/each-database.ts';
import {
  findBatchRow,
  importWorld,
  outcomesOf,
  studentsOf,
  type ImportWorld,
} from '#tests/support/import-world.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { addTeacher } from '#tests/support/people.ts';
import { processAll } from '#tests/support/process-all.ts';
import { type PackedUpload, packRoster, packUpload, sendUpload } from '#tests/support/upload.ts';

const header = ['Student ID', 'First Name', 'Last Name', 'Password'];

function pack({ parts, school }: ImportWorld, count = 1_200): PackedUpload {
  return packUpload(parts.newGuid(), school.schoolId, madeUpClass(count));
}

function sendChunk({ batchId, chunks }: PackedUpload, index: number, { parts, teacher }: ImportWorld) {
  const { bytes, contentDigest } = chunks[index]!;
  return receiveChunk({ batchId, index, bytes, contentDigest }, { userGuid: teacher }, parts);
}

describeOnEachDatabase('an upload on its way in', (database) => {
  test('says which chunks are here, so that only the others are sent', async () => {
    const world = await importWorld(database());
    const upload = pack(world);
    const sender = { userGuid: world.teacher };
    await receiveBatch(upload.batchId, upload.header, sender, world.parts);
    await sendChunk(upload, 2, world);
    await sendChunk(upload, 0, world);

    const progress = await receiveBatch(upload.batchId, upload.header, sender, world.parts);
    expect(progress).toEqual({ ok: true, value: { have: [0, 2], receipt: null } });
    expect(await commitBatch(upload.batchId, sender, world.parts)).toEqual({
      ok: false,
      refusal: 'batch.chunks_missing',
    });
  });

  test('gives the same receipt however often it is asked, repeating the payload hash', async () => {
    const world = await importWorld(database());
    const upload = pack(world, 10);
    const sender = { userGuid: world.teacher };
    const receipt = await sendUpload(upload, world.teacher, world.parts);
    world.parts.clock.advance(60_000);

    expect(receipt).toMatchObject({ batchId: upload.batchId, payloadHash: upload.header.payloadHash });
    expect(await commitBatch(upload.batchId, sender, world.parts)).toEqual({ ok: true, value: receipt });
    const progress = await receiveBatch(upload.batchId, upload.header, sender, world.parts);
    expect(progress).toEqual({ ok: true, value: { have: [0], receipt } });
    expect(await sendChunk(upload, 0, world)).toEqual({ ok: true, value: null });
  });

  test('has one effect when twenty senders send it at once', async () => {
    const world = await importWorld(database());
    const upload = pack(world, 600);
    const senders = Array.from({ length: 20 }, () => sendUpload(upload, world.teacher, world.parts));
    const receipts = await Promise.all(senders);
    await processAll(world.parts);

    expect(new Set(receipts.map((receipt) => JSON.stringify(receipt))).size).toBe(1);
    expect(await findBatchRow(upload.batchId, world)).toMatchObject({ created_count: 600, row_count: 600 });
    expect(await studentsOf(world)).toHaveLength(600);
    expect(await outcomesOf(upload.batchId, world)).toHaveLength(600);
  });

  test('refuses an id that stands for something else, in the same words for everybody', async () => {
    const world = await importWorld(database());
    const { parts, school } = world;
    const upload = pack(world, 10);
    await sendUpload(upload, world.teacher, parts);
    const stranger = await addTeacher(parts, [school], { username: 'other', password: 'a long password' });
    const others = [
      { ...upload.header, payloadHash: '0'.repeat(64) },
      { ...upload.header, fileName: 'other.csv' },
      { ...upload.header, choices: { existingStudents: 'update' } as const },
    ];

    for (const other of others) {
      const answer = await receiveBatch(upload.batchId, other, { userGuid: world.teacher }, parts);
      expect(answer).toEqual({ ok: false, refusal: 'batch.id_reused' });
    }
    const sender = { userGuid: stranger };
    const refused = { ok: false, refusal: 'batch.id_reused' };
    expect(await receiveBatch(upload.batchId, upload.header, sender, parts)).toEqual(refused);
    expect(await commitBatch(upload.batchId, sender, parts)).toEqual({ ok: false, refusal: 'not_found' });
    expect(await sendChunk(upload, 0, { ...world, teacher: stranger })).toEqual({
      ok: false,
      refusal: 'not_found',
    });
  });

  test('refuses a chunk that is not what its digest says, or not what stands in its place', async () => {
    const world = await importWorld(database());
    const { parts, school, teacher } = world;
    const upload = pack(world);
    const sender = { userGuid: teacher };
    await receiveBatch(upload.batchId, upload.header, sender, parts);
    const [first, second] = upload.chunks;
    const mixed = {
      batchId: upload.batchId,
      index: 0,
      bytes: first!.bytes,
      contentDigest: second!.contentDigest,
    };
    const damaged = { ok: false, refusal: 'batch.chunk_damaged' };

    expect(await receiveChunk(mixed, sender, parts)).toEqual(damaged);
    await sendChunk(upload, 0, world);
    expect(await receiveChunk({ ...mixed, bytes: second!.bytes }, sender, parts)).toEqual(damaged);
    const outside = { ...mixed, index: upload.chunks.length, bytes: second!.bytes };
    expect(await receiveChunk(outside, sender, parts)).toEqual({ ok: false, refusal: 'request.malformed' });
    const other = packUpload(parts.newGuid(), school.schoolId, madeUpClass(3));
    const forged = { ...other, header: { ...other.header, rowCount: 4 } };
    await expect(sendUpload(forged, teacher, parts)).rejects.toThrow('batch.chunk_damaged');
  });

  test.each([
    ['no JSON', 'rows'],
    ['no rows', { rowRuns: [], columns: [] }],
    [
      'rows out of order',
      {
        rowRuns: [
          [3, 1],
          [2, 1],
        ],
        columns: [],
      },
    ],
    ['more cells than columns', { rowRuns: [[2, 1]], columns: [['1'], ['2'], ['3'], ['4'], ['5']] }],
    ['too many rows', { rowRuns: [[2, 501]], columns: [] }],
  ])('refuses a chunk with %s', async (_, content) => {
    const world = await importWorld(database());
    const upload = packUpload(world.parts.newGuid(), world.school.schoolId, madeUpClass(3));
    await receiveBatch(upload.batchId, upload.header, { userGuid: world.teacher }, world.parts);
    const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
    const { createHash } = await import('node:crypto');
    const contentDigest = `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;
    const chunk = { batchId: upload.batchId, index: 0, bytes, contentDigest };

    const answer = await receiveChunk(chunk, { userGuid: world.teacher }, world.parts);
    expect(answer).toEqual({ ok: false, refusal: 'request.malformed' });
  });

  test('stores no password, whatever column a sender leaves it in', async () => {
    const world = await importWorld(database());
    const rows = [['1', 'Ana', 'López', 'maple-river-9', 'hunter2-pin', '123-45-6789']];
    const roster = {
      header: [...header, 'PIN', 'SSN'],
      mapping: ['studentId', 'firstName', 'lastName', 'password', null, null] as const,
      rows: rows.map((cells) => ({ rowNumber: 2, cells })),
    };
    const upload = packRoster(world.parts.newGuid(), world.school.schoolId, roster);
    // This sender leaves the password in its cell too.
    const leaky = packRoster(world.parts.newGuid(), world.school.schoolId, {
      ...roster,
      mapping: ['studentId', 'firstName', 'lastName', null, null, null],
    });
    await sendUpload(upload, world.teacher, world.parts);
    await sendUpload(leaky, world.teacher, world.parts);
    const everything = JSON.stringify([
      await world.parts.db.selectFrom('batches').selectAll().execute(),
      await world.parts.db.selectFrom('batch_chunks').selectAll().execute(),
    ]);

    for (const secret of ['maple-river-9', 'hunter2-pin', '123-45-6789', upload.header.payloadHash]) {
      expect(everything).not.toContain(secret);
    }
    expect(everything).toContain('López');
  });

  test('is listed newest first, page by page, once it is committed', async () => {
    const world = await importWorld(database());
    const sent: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      const upload = pack(world, 2);
      await sendUpload(upload, world.teacher, world.parts);
      sent.unshift(upload.batchId);
      if (n % 2 === 0) world.parts.clock.advance(1_000);
    }
    const unsent = pack(world, 2);
    await receiveBatch(unsent.batchId, unsent.header, { userGuid: world.teacher }, world.parts);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await listBatches(
        { scope: world.school, viewer: { userGuid: world.teacher, role: 'teacher' }, after, count: 2 },
        world.parts,
      );
      seen.push(...page.batches.map((batch) => batch.batchId));
      after = page.next;
    } while (after !== null);

    // Sent at the same moment: either may come first, and no page leaves one out.
    for (const [from, to] of [
      [0, 2],
      [2, 4],
      [4, 5],
    ] as const) {
      expect(seen.slice(from, to).toSorted()).toEqual(sent.slice(from, to).toSorted());
    }
    expect(seen).toHaveLength(5);
  });
});

describe('the body of a chunk', () => {
  test('is unzipped, and refused when it unpacks to more than any chunk', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));

    expect(bomb.length).toBeLessThan(100_000);
    expect(await unzipChunk(bomb, 'gzip')).toEqual({ ok: false, refusal: 'request.too_large' });
    expect(await unzipChunk(gzipSync('{}'), 'gzip')).toMatchObject({ ok: true, value: Buffer.from('{}') });
    expect(await unzipChunk(Buffer.from('{}'), undefined)).toMatchObject({ ok: true });
  });

  test.each([
    ['is no gzip', Buffer.from('{}'), 'gzip'],
    ['was cut', gzipSync('{"rows":[]}').subarray(0, 20), 'gzip'],
    ['is packed in a way we do not read', gzipSync('{}'), 'br'],
  ])('is refused as damaged when it %s', async (_, body, encoding) => {
    expect(await unzipChunk(body, encoding)).toEqual({ ok: false, refusal: 'batch.chunk_damaged' });
  });

  test('has a digest of its own, found among others', () => {
    const base64 = Buffer.alloc(32, 7).toString('base64');

    expect(readContentDigest(`md5=:AAAA:, sha-256=:${base64}:`)).toBe('07'.repeat(32));
    expect(readContentDigest(`sha-256=${base64}`)).toBeNull();
    expect(readContentDigest(undefined)).toBeNull();
  });
});
