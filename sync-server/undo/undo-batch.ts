import { setImmediate } from 'node:timers/promises';
import { type Kysely, type Selectable, sql } from 'kysely';
import { recordUpload } from '../audit/record-upload.ts';
import type { BatchTable, BatchUndoTable, Database } from '../database/schema.ts';
import { insertRows } from '../database/insert-rows.ts';
import { retryOnConflict } from '../jobs/chunk-conflict.ts';
import { lockSchool } from '../jobs/lock-school.ts';
import type { Parts } from '../parts.ts';
import { gatherSince, type Undoing } from './gather-since.ts';
import { planClasses } from './plan-classes.ts';
import { type Leftover, planUndo, type UndoPlan } from './plan-undo.ts';
import { deleteClasses, type UndoWriting, writeUndo } from './write-undo.ts';

/** Large enough to be quick, small enough that others wait only for a moment; as an import's. */
export const ROWS_PER_CHUNK = 1_000;

/** Before it stand all rows; a file has fewer. */
export const AFTER_LAST_ROW = 2 ** 31 - 1;

/** What an undoing needs to know of the upload. */
export type UndoneBatch = Pick<Selectable<BatchTable>, 'batch_id' | 'school_id' | 'committed_at'>;

/**
 * Undoes an upload chunk by chunk, from its last row to its first, going on where an earlier call stopped, until it is
 * done or the signal asks to stop. Each chunk is one transaction with its own counter, so that a server may be killed
 * anywhere; and any number of servers may do this at once.
 */
export async function undoBatch(
  batch: UndoneBatch,
  parts: Parts,
  { rowsPerChunk = ROWS_PER_CHUNK, signal }: { rowsPerChunk?: number; signal?: AbortSignal } = {},
): Promise<void> {
  for (;;) {
    const isDone = await undoChunk(batch, rowsPerChunk, parts);
    if (isDone) break;
    if (signal?.aborted) return;
    await setImmediate();
  }
  parts.news.tell(batch.batch_id);
}

/** True when nothing is left to do. */
function undoChunk(batch: UndoneBatch, rowsPerChunk: number, parts: Parts): Promise<boolean> {
  return retryOnConflict(() =>
    parts.db.transaction().execute(async (trx) => {
      await lockSchool(batch.school_id, trx);
      const undo = await trx
        .selectFrom('batch_undos')
        .selectAll()
        .where('batch_id', '=', batch.batch_id)
        .executeTakeFirstOrThrow();
      if (undo.finished_at !== null) return true;
      const writing = { ...undoingOf(batch, trx, parts), now: parts.clock() };
      const rows = await findRows(batch.batch_id, undo.rows_left_before, rowsPerChunk, trx);
      if (rows.length === 0) {
        await finish(undo, writing);
        const facts = { accounts: undo.account_count, places: undo.place_count };
        const about = { upload: batch, actor: undo.requested_by, facts };
        await recordUpload(trx, { event: 'upload_delete', ...about }, parts);
        return true;
      }
      await undoRows(rows, undo, writing);
      return false;
    }),
  );
}

export function undoingOf(
  batch: UndoneBatch,
  trx: Kysely<Database>,
  { dialect }: Pick<Parts, 'dialect'>,
): Undoing {
  return {
    trx,
    dialect,
    batchId: batch.batch_id,
    schoolId: batch.school_id,
    committedAt: batch.committed_at ?? 0,
  };
}

export interface DoneRow {
  readonly row_number: number;
  readonly user_guid: string | null;
}

/** The rows that did something, before this one, last first: what came later goes first. */
export function findRows(
  batchId: string,
  before: number,
  limit: number,
  trx: Kysely<Database>,
): Promise<DoneRow[]> {
  return trx
    .selectFrom('row_outcomes')
    .select(['row_number', 'user_guid'])
    .where('batch_id', '=', batchId)
    .where('row_number', '<', before)
    .where('outcome', 'in', ['created', 'updated'])
    .orderBy('row_number', 'desc')
    .limit(limit)
    .execute();
}

export function guidsOf(rows: readonly DoneRow[]): string[] {
  return [...new Set(rows.flatMap((row) => row.user_guid ?? []))];
}

async function undoRows(
  rows: readonly DoneRow[],
  undo: Selectable<BatchUndoTable>,
  writing: UndoWriting,
): Promise<void> {
  const guids = guidsOf(rows);
  await lockAccounts(guids, writing);
  const plan = planUndo(await gatherSince(await withoutLeft(guids, writing), writing));
  await writeUndo(plan, writing);
  await insertLeft(plan.left, undo, writing);
  await writing.trx
    .updateTable('batch_undos')
    .set({ rows_left_before: rows.at(-1)?.row_number ?? 0, ...countsAfter(undo, plan) })
    .where('batch_id', '=', undo.batch_id)
    .execute();
}

/** Whoever signs in or gets a new password at this moment does so before or after, never in between. */
async function lockAccounts(guids: readonly string[], { trx, dialect }: Undoing): Promise<void> {
  await trx
    .updateTable('users')
    .set({ changed_at: sql`changed_at` })
    .where(dialect.isOneOf('user_guid', guids))
    .execute();
}

/** A student on several rows is decided once. */
async function withoutLeft(guids: readonly string[], { trx, dialect, batchId }: Undoing): Promise<string[]> {
  const left = await trx
    .selectFrom('undo_leftovers')
    .select('user_guid')
    .where('batch_id', '=', batchId)
    .where(dialect.isOneOf('user_guid', guids))
    .execute();
  const decided = new Set(left.map((one) => one.user_guid));
  return guids.filter((guid) => !decided.has(guid));
}

function countsAfter(undo: Selectable<BatchUndoTable>, plan: UndoPlan) {
  return {
    account_count: undo.account_count + plan.removedAccounts.length,
    restored_count: undo.restored_count + restoredAccounts(plan),
    place_count: undo.place_count + plan.placeCount,
    left_count: undo.left_count + plan.left.length,
  };
}

/** Accounts that get something back. */
export function restoredAccounts({ restored, passwords }: UndoPlan): number {
  return new Set([...restored, ...passwords].map((one) => one.userGuid)).size;
}

async function finish(undo: Selectable<BatchUndoTable>, writing: UndoWriting): Promise<void> {
  const plan = await planClasses(writing);
  await deleteClasses(plan, writing);
  await insertLeft(plan.left, undo, writing);
  await writing.trx
    .updateTable('batch_undos')
    .set({
      finished_at: writing.now,
      class_count: plan.removed.length,
      left_count: undo.left_count + plan.left.length,
    })
    .where('batch_id', '=', undo.batch_id)
    .execute();
}

async function insertLeft(
  left: readonly Leftover[],
  { batch_id, left_count }: Selectable<BatchUndoTable>,
  writing: UndoWriting,
): Promise<void> {
  const rows = left.map((one, index) => ({
    batch_id,
    position: left_count + index,
    thing: one.thing,
    reason: one.reason,
    user_guid: one.userGuid,
    class_guid: one.classGuid,
    columns: JSON.stringify(one.columns),
  }));
  const columns = {
    batch_id: 'text',
    position: 'integer',
    thing: 'text',
    reason: 'text',
    user_guid: 'text',
    class_guid: 'text',
    columns: 'text',
  } as const;
  await insertRows(writing, 'undo_leftovers', columns, rows);
}
