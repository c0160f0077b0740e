import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { UndoReport } from '#protocol/undo.ts';
import { describeOnEachDatabase } from '#tests/support/each-database.ts';
import { importSheet, importWorld, type ImportWorld } from '#tests/support/import-world.ts';
import { killableServer } from '#tests/support/killable-process.ts';
import { stubbornClient } from '#tests/support/stubborn-client.ts';

const ROWS = 4_000;
const SIGNED_IN = 40;
/** The last of them lets it finish. */
const KILLS = 4;

describeOnEachDatabase('a server that is killed while it undoes an upload', (database) => {
  test('goes on where it was: every account once, none half undone', { timeout: 120_000 }, async () => {
    const world = await importWorld(database());
    const batchId = await importClass(world);
    const server = await killableServer(database().place);
    const client = stubbornClient(server.url);
    await server.start();
    await client.signIn('the.teacher', 'a long password');
    const undoId = world.parts.newGuid();
    const asking = client.post<UndoReport>(`/batches/${batchId}/undo`, { undoId });
    let halfDone = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      await untilMoved(batchId, world);
      await server.kill();
      halfDone += await expectNothingHalf(batchId, world);
      await server.start();
    }
    const report = await asking;
    await server.kill();

    expect(halfDone).toBeGreaterThan(0);
    expect(report).toMatchObject({ state: 'undone', leftCount: SIGNED_IN + 1 });
    expect(report.counts).toEqual({ accounts: ROWS - SIGNED_IN, restored: 0, places: 0, classes: 1 });
    expect(await countStudents(world)).toBe(SIGNED_IN);
    expect(server.complaints()).toBe('');
  });
});

/** Everybody in one class; those who signed in, in another one too. */
async function importClass(world: ImportWorld): Promise<string> {
  const rows = Array.from({ length: ROWS }, (_, n) => {
    const place = n % (ROWS / SIGNED_IN) === 0 ? ['R1', 'Reading'] : ['M1', 'Math'];
    return [String(n), 'Ana', 'López', ...place];
  });
  const header = ['Student ID', 'First Name', 'Last Name', 'Class ID', 'Class Name'];
  const batchId = await importSheet({ header, rows }, world);
  const { db, clock } = world.parts;
  const reading = db
    .selectFrom('enrollments')
    .innerJoin('classes', 'classes.class_guid', 'enrollments.class_guid')
    .select('enrollments.user_guid')
    .where('class_id', '=', 'R1');
  await db
    .updateTable('users')
    .set({ first_signed_in_at: clock() })
    .where('user_guid', 'in', reading)
    .execute();
  // The server's own clock decides whether it is not too late.
  await db.updateTable('batches').set({ finished_at: Date.now() }).execute();
  return batchId;
}

/** Until the undoing is further than now, or done. */
async function untilMoved(batchId: string, world: ImportWorld): Promise<void> {
  const before = await findUndo(batchId, world);
  for (;;) {
    const now = await findUndo(batchId, world);
    if (now && (now.finished_at !== null || now.rows_left_before !== before?.rows_left_before)) return;
    await setTimeout(1);
  }
}

/** Counter, accounts, memberships and places tell the same story; 1 when it is in the middle. */
async function expectNothingHalf(batchId: string, world: ImportWorld): Promise<number> {
  const undo = await findUndo(batchId, world);
  const places = await world.parts.db.selectFrom('enrollments').selectAll().execute();
  const users = await world.parts.db
    .selectFrom('users')
    .select('user_guid')
    .where('role', '=', 'student')
    .execute();
  expect(users).toHaveLength(ROWS - (undo?.account_count ?? 0));
  expect(await countStudents(world)).toBe(users.length);
  expect(places).toHaveLength(users.length);
  return undo?.finished_at === null && undo.account_count > 0 ? 1 : 0;
}

function findUndo(batchId: string, { parts }: ImportWorld) {
  return parts.db.selectFrom('batch_undos').selectAll().where('batch_id', '=', batchId).executeTakeFirst();
}

async function countStudents({ parts }: ImportWorld): Promise<number> {
  const found = await parts.db
    .selectFrom('memberships')
    .select('user_guid')
    .where('role', '=', 'student')
    .execute();
  return found.length;
}
