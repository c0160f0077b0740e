import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { isFinished, type BatchStatus } from '#domain/batches/batch.ts';
import { verifyPassword } from '#sync-server/accounts/typed-passwords.ts';
import { openDatabase } from '#sync-server/database/connect.ts';
import { claimBatch } from '#sync-server/jobs/claim-batch.ts';
import { giveUpBatches } from '#sync-server/jobs/give-up-batches.ts';
import { startJobRunner } from '#sync-server/jobs/job-runner.ts';
import type { Parts } from '#sync-server/parts.ts';
import { describeOnEachDatabase } from '#tests/support/each-database.ts';
import {
  columnOf,
  fileOf,
  findBatchRow,
  importWorld,
  outcomesOf,
  studentsOf,
} from '#tests/support/import-world.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { addSchool } from '#tests/support/people.ts';
import { testParts } from '#tests/support/server-parts.ts';
import { sendSheet } from '#tests/support/upload.ts';
import { waitUntil } from '#tests/support/wait-until.ts';

const quick = { pollMs: 20, rowsPerTransaction: 50 };

function allFinished({ db }: Parts): () => Promise<boolean> {
  return async () => {
    const batches = await db.selectFrom('batches').select('status').execute();
    return batches.every((batch) => isFinished(batch.status as BatchStatus));
  };
}

async function somebodyWaits({ db }: Parts): Promise<boolean> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*) as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
  return rows[0]?.waiting === 1;
}

describeOnEachDatabase('the job runner', (database) => {
  test('works off what is queued, also what comes later, and rests in between', async () => {
    const world = await importWorld(database());
    const { parts, school, teacher } = world;
    const first = await sendSheet(madeUpClass(120), school, teacher, parts);
    const runner = await startJobRunner(parts, { ...quick, pollMs: 60_000 });
    await waitUntil(allFinished(parts));
    const second = await sendSheet(madeUpClass(120), school, teacher, parts);
    runner.wake();
    await waitUntil(allFinished(parts));
    await runner.stop();

    expect(await findBatchRow(first, world)).toMatchObject({ status: 'completed', created_count: 120 });
    expect(await findBatchRow(second, world)).toMatchObject({ status: 'completed', unchanged_count: 120 });
  });

  test('gives every student a username of its own, whoever imports the same names at once', async () => {
    const here = database();
    const world = await importWorld(here);
    const { parts, teacher } = world;
    const schools = [world.school];
    for (const name of ['B', 'C', 'D']) schools.push(await addSchool(parts, world.school.districtId, name));
    const sent = schools.map((school) => sendSheet(madeUpClass(400), school, teacher, parts));
    // The same students once more into the same school: whoever comes second finds them.
    sent.push(sendSheet(madeUpClass(400), world.school, teacher, parts));
    await Promise.all(sent);
    const isShared = here.dialect.name === 'postgres';
    const second = isShared ? await openDatabase(here.place, parts.log) : undefined;
    const runners = [await startJobRunner(parts, quick)];
    if (second) runners.push(await startJobRunner(testParts(second), quick));
    await waitUntil(allFinished(parts));
    await Promise.all(runners.map((runner) => runner.stop()));
    await second?.close();

    const users = await parts.db
      .selectFrom('users')
      .select('username')
      .where('role', '=', 'student')
      .execute();
    expect(users).toHaveLength(1_600);
    expect(new Set(users.map((user) => user.username)).size).toBe(1_600);
    const batches = await parts.db.selectFrom('batches').selectAll().execute();
    for (const batch of batches) {
      const { created_count, unchanged_count, refused_count, updated_count, row_count } = batch;
      expect(created_count + unchanged_count + refused_count + updated_count).toBe(row_count);
      expect(await outcomesOf(batch.batch_id, world)).toHaveLength(400);
    }
    expect(batches.map((batch) => batch.created_count).reduce((sum, count) => sum + count)).toBe(1_600);
  });

  test('lets a class pass a district', async () => {
    const world = await importWorld(database());
    const { parts, school, teacher } = world;
    const large = await sendSheet(madeUpClass(3_000), school, teacher, parts);
    const runner = await startJobRunner(parts, { ...quick, pollMs: 10 });
    await waitUntil(async () => (await findBatchRow(large, world)).done_row_count > 0, 1);
    const other = await addSchool(parts, school.districtId, 'Other');
    const small = await sendSheet(madeUpClass(30), other, teacher, parts);
    runner.wake();
    await waitUntil(async () => (await findBatchRow(small, world)).status === 'completed', 1);

    expect(await findBatchRow(large, world)).toMatchObject({ status: 'in-progress' });
    await runner.stop();
  });

  test('lets go of a batch when it stops, for whoever comes next', async () => {
    const world = await importWorld(database());
    const { parts, school, teacher } = world;
    const batchId = await sendSheet(madeUpClass(3_000), school, teacher, parts);
    const first = await startJobRunner(parts, quick);
    await waitUntil(async () => (await findBatchRow(batchId, world)).done_row_count > 0, 1);
    await first.stop();
    const stopped = await findBatchRow(batchId, world);
    const second = await startJobRunner(parts, { ...quick, rowsPerTransaction: 1_000 });
    await waitUntil(allFinished(parts));
    await second.stop();

    expect(stopped).toMatchObject({ status: 'in-progress', lease_until: 0 });
    expect(stopped.done_row_count % 50).toBe(0);
    expect(await findBatchRow(batchId, world)).toMatchObject({ status: 'completed', created_count: 3_000 });
    expect(await studentsOf(world)).toHaveLength(3_000);
  });

  test('takes the smallest first, but not for ever', async () => {
    const world = await importWorld(database());
    const { parts, school, teacher } = world;
    const large = await sendSheet(madeUpClass(700), school, teacher, parts);
    parts.clock.advance(500);
    const small = await sendSheet(madeUpClass(10), school, teacher, parts);
    parts.clock.advance(500);
    const late = await sendSheet(madeUpClass(10), school, teacher, parts);
    const claim = () =>
      claimBatch(parts.db, { owner: 'one', now: parts.clock(), leaseMs: 1_000, maxRows: 100_000 });

    expect(
      [await claim(), await claim(), await claim(), await claim()].map((batch) => batch?.batch_id),
    ).toEqual([small, large, late, undefined]);
  });

  test('claims a batch for one runner only, also for two at the same moment', async () => {
    const here = database();
    const { parts, school, teacher } = await importWorld(here);
    await sendSheet(madeUpClass(5), school, teacher, parts);
    const claim = { owner: 'first', now: parts.clock(), leaseMs: 1_000, maxRows: 100 };
    let second: Promise<unknown> | undefined;
    const first = await parts.db.transaction().execute(async (trx) => {
      const claimed = await claimBatch(trx, claim);
      second = claimBatch(parts.db, { ...claim, owner: 'second' });
      // On PostgreSQL the second now waits for the row of the first; on SQLite it waits for the transaction to end.
      if (here.dialect.name === 'postgres') await waitUntil(() => somebodyWaits(parts));
      return claimed;
    });

    expect(first).toMatchObject({ lease_owner: 'first' });
    expect(await second).toBeUndefined();
  });

  test('gives a batch up that five runners in a row could not move', async () => {
    const world = await importWorld(database());
    const { parts, school, teacher } = world;
    const rows = [['1', 'Ana', 'López', 'maple-river-9']];
    const header = ['Student ID', 'First Name', 'Last Name', 'Password'];
    const batchId = await sendSheet({ header, rows }, school, teacher, parts);
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      expect(await giveUpBatches(parts)).toEqual([]);
      const claim = { owner: `${attempt}`, now: parts.clock(), leaseMs: 1_000, maxRows: 100 };
      expect(await claimBatch(parts.db, claim)).toMatchObject({ attempts: attempt });
      parts.clock.advance(1_000);
    }

    expect(await giveUpBatches(parts)).toEqual([batchId]);
    expect(await findBatchRow(batchId, world)).toMatchObject({ status: 'failed', failure: 'batch.gave_up' });
    const chunks = await parts.db.selectFrom('batch_chunks').select('sealed_passwords').execute();
    expect(chunks).toEqual([{ sealed_passwords: null }]);
  });

  test('gives the rows back that it did not reach when it gives up half-way', async () => {
    const world = await importWorld(database());
    const { parts, school, teacher } = world;
    const batchId = await sendSheet(madeUpClass(5), school, teacher, parts);
    const halfWay = {
      status: 'in-progress',
      done_row_count: 2,
      created_count: 2,
      attempts: 5,
      lease_until: 0,
    } as const;
    await parts.db.updateTable('batches').set(halfWay).where('batch_id', '=', batchId).execute();

    expect(await giveUpBatches(parts)).toEqual([batchId]);
    expect(await findBatchRow(batchId, world)).toMatchObject({
      status: 'completed-with-errors',
      failure: null,
      done_row_count: 5,
      refused_count: 3,
    });
    expect(columnOf(await fileOf(batchId, 'error', world), 'Student ID')).toEqual([
      '000003',
      '000004',
      '000005',
    ]);
  });

  test('turns typed passwords into hashes beside the imports', async () => {
    const world = await importWorld(database());
    const { parts, school, teacher } = world;
    const rows = Array.from({ length: 40 }, (_, n) => [`${n}`, 'Ana', 'López', `maple-river-${n}`]);
    const header = ['Student ID', 'First Name', 'Last Name', 'Password'];
    await sendSheet({ header, rows }, school, teacher, parts);
    const runner = await startJobRunner(parts, quick);
    await waitUntil(allFinished(parts));
    await waitUntil(async () =>
      (await studentsOf(world)).every((user) => user.password_state === 'permanent'),
    );
    await runner.stop();
    const students = await studentsOf(world);

    expect(students).toHaveLength(40);
    expect(students.every((user) => user.sealed_password === null)).toBe(true);
    const [first] = students;
    expect(await verifyPassword(first!.password_hash!, `maple-river-${first!.student_id}`)).toBe(true);
  });
});
