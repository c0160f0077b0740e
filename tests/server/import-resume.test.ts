import { describe, expect, test } from 'vitest';
import { claimBatch } from '#sync-server/jobs/claim-batch.ts';
import { processBatch } from '#sync-server/jobs/process-batch.ts';
import { describeOnEachDatabase } from '#tests/support/each-database.ts';
import {
  findBatchRow,
  importSheet,
  importWorld,
  outcomesOf,
  studentsOf,
} from '#tests/support/import-world.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { processAll } from '#tests/support/process-all.ts';
import { packRoster, sendSheet, sendUpload } from '#tests/support/upload.ts';

const header = ['Student ID', 'First Name', 'Last Name'];

describeOnEachDatabase('an upload that is processed', (database) => {
  describe('that no app would send', () => {
    test('is checked again: forged rows get the same problems', async () => {
      const world = await importWorld(database());
      const rows = [
        ['1', '12345', 'López', 'not-a-mail', 'x'],
        ['2', 'Ben', 'Kim', '', 'a!'],
      ];
      const sheet = { header: [...header, 'Email', 'Username'], rows };
      const batchId = await importSheet(sheet, world);

      const outcomes = await outcomesOf(batchId, world);
      expect(outcomes.map((row) => row.outcome)).toEqual(['refused', 'refused']);
      expect(outcomes[0]?.codes).toContain('email.malformed');
      expect(outcomes[1]?.codes).toContain('username.characters');
      expect(await studentsOf(world)).toEqual([]);
    });

    test('fails as a whole when columns are missing, and makes nothing', async () => {
      const world = await importWorld(database());
      const roster = {
        header: ['Student ID', 'First Name'],
        mapping: ['studentId', 'firstName'] as const,
        rows: [{ rowNumber: 2, cells: ['1', 'Ana'] }],
      };
      const upload = packRoster(world.parts.newGuid(), world.school.schoolId, roster);
      await sendUpload(upload, world.teacher, world.parts);
      await processAll(world.parts);

      expect(await findBatchRow(upload.batchId, world)).toMatchObject({
        status: 'failed',
        failure: 'batch.columns_missing',
      });
      expect(await studentsOf(world)).toEqual([]);
    });

    test('fails as a whole when stored rows are gone', async () => {
      const world = await importWorld(database());
      const { parts, school, teacher } = world;
      const batchId = await sendSheet(madeUpClass(600), school, teacher, parts);
      await parts.db.deleteFrom('batch_chunks').where('chunk_index', '=', 1).execute();
      await processAll(parts);

      expect(await findBatchRow(batchId, world)).toMatchObject({ failure: 'batch.rows_missing' });
      expect(await studentsOf(world)).toEqual([]);
    });
  });

  describe('whose runner goes away', () => {
    test('is taken up at the row where it stopped, and no row is done twice', async () => {
      const world = await importWorld(database());
      const { parts, school, teacher } = world;
      const batchId = await sendSheet(madeUpClass(95), school, teacher, parts);
      const claim = { owner: 'first', now: parts.clock(), leaseMs: 1_000, maxRows: 100_000 };
      const limits = { leaseMs: 1_000, rowsPerTransaction: 10 };
      const first = await claimBatch(parts.db, claim);
      const stop = new AbortController();
      const stopping = { ...parts, newGuid: countedStop(parts.newGuid, 35, stop) };
      await processBatch(first!, limits, stopping, stop.signal);

      expect(await findBatchRow(batchId, world)).toMatchObject({ status: 'in-progress', done_row_count: 40 });
      expect(await claimBatch(parts.db, { ...claim, owner: 'too early' })).toBeUndefined();
      parts.clock.advance(1_000);
      await processAll(parts);
      expect(await findBatchRow(batchId, world)).toMatchObject({ status: 'completed', created_count: 95 });
      expect(await outcomesOf(batchId, world)).toHaveLength(95);
      expect(await studentsOf(world)).toHaveLength(95);
    });

    test('writes nothing more once somebody else has the batch', async () => {
      const world = await importWorld(database());
      const { parts, school, teacher } = world;
      const batchId = await sendSheet(madeUpClass(20), school, teacher, parts);
      const claim = { owner: 'slow', now: parts.clock(), leaseMs: 1_000, maxRows: 100_000 };
      const slow = await claimBatch(parts.db, claim);
      parts.clock.advance(1_000);
      await claimBatch(parts.db, { ...claim, owner: 'quick', now: parts.clock() });
      const limits = { leaseMs: 1_000, rowsPerTransaction: 10 };
      const late = processBatch(slow!, limits, parts, new AbortController().signal);

      await expect(late).rejects.toThrow('Another runner has this batch');
      expect(await studentsOf(world)).toEqual([]);
      expect(await outcomesOf(batchId, world)).toEqual([]);
    });
  });

  test('destroys the sealed passwords of its rows, and hashes are made apart', async () => {
    const world = await importWorld(database());
    const { parts } = world;
    const rows = [['1', 'Ana', 'López', 'maple-river-9']];
    const batchId = await sendSheet(
      { header: [...header, 'Password'], rows },
      world.school,
      world.teacher,
      parts,
    );
    const sealed = await parts.db.selectFrom('batch_chunks').selectAll().execute();
    await processAll(parts);

    expect(sealed[0]?.sealed_passwords).not.toBeNull();
    const chunks = await parts.db
      .selectFrom('batch_chunks')
      .selectAll()
      .where('batch_id', '=', batchId)
      .execute();
    expect(chunks).toMatchObject([{ sealed_passwords: null }]);
    expect(await studentsOf(world)).toMatchObject([{ password_state: 'typed', password_hash: null }]);
    const everything = JSON.stringify([sealed, chunks, await studentsOf(world)]);
    expect(everything).not.toContain('maple-river-9');
  });
});

/** Aborts when the wrapped function has been called so often. */
function countedStop(newGuid: () => string, calls: number, stop: AbortController): () => string {
  let left = calls;
  return () => {
    left -= 1;
    if (left === 0) stop.abort();
    return newGuid();
  };
}
