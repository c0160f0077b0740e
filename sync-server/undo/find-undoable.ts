import type { Selectable } from 'kysely';
import { undoDeadline } from '#domain/batches/undo.ts';
import { mayUndo } from '#domain/organizations/permissions.ts';
import type { BatchId } from '#domain/ids.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Milliseconds } from '#domain/time.ts';
import type { SignedIn } from '../auth/signed-in.ts';
import type { BatchTable, BatchUndoTable } from '../database/schema.ts';
import { schoolScopeFor } from '../organizations/schools-of-person.ts';
import type { Parts } from '../parts.ts';

export interface UndoableBatch {
  readonly batch: Selectable<BatchTable>;
  /** Until when it can be asked for. */
  readonly until: Milliseconds;
  /** What was asked for already. */
  readonly undo: Selectable<BatchUndoTable> | undefined;
}

type Refused = 'not_found' | 'auth.not_allowed' | 'batch.busy' | 'batch.undo_too_late';

/** An upload that this person may undo now, or has undone. One of a school that is not the person's is not found. */
export async function findUndoable(
  batchId: BatchId,
  person: SignedIn,
  parts: Parts,
): Promise<Result<UndoableBatch, Refused>> {
  const batch = await parts.db
    .selectFrom('batches')
    .selectAll()
    .where('batch_id', '=', batchId)
    .where('committed_at', 'is not', null)
    .executeTakeFirst();
  const school = batch && (await schoolScopeFor(person, 'rosters.import', batch.school_id, parts));
  if (!school) return refuse('not_found');
  if (!mayUndo(person, batch.uploaded_by)) return refuse('auth.not_allowed');
  if (batch.finished_at === null) return refuse('batch.busy');
  const until = undoDeadline(batch.finished_at);
  const undo = await findUndo(batchId, parts);
  if (!undo && parts.clock() >= until) return refuse('batch.undo_too_late');
  return ok({ batch, until, undo });
}

export function findUndo(batchId: BatchId, { db }: Pick<Parts, 'db'>) {
  return db.selectFrom('batch_undos').selectAll().where('batch_id', '=', batchId).executeTakeFirst();
}
