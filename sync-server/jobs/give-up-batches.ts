import type { Expression, ExpressionBuilder, Kysely, Selectable, SqlBool } from 'kysely';
import { problem } from '#domain/roster/problem.ts';
import type { SourceRow } from '#domain/roster/roster.ts';
import type { Milliseconds } from '#domain/time.ts';
import { recordUpload } from '../audit/record-upload.ts';
import { insertRows } from '../database/insert-rows.ts';
import type { BatchTable, Database } from '../database/schema.ts';
import type { Parts } from '../parts.ts';
import { MAX_ATTEMPTS } from './claim-batch.ts';
import { outcomeColumns } from './outcome-columns.ts';
import { destroySealedPasswords } from './sealed-passwords.ts';

type GivingUp = Pick<Parts, 'db' | 'dialect' | 'clock' | 'keys'>;

/**
 * Ends batches that five runners in a row could not move, so that nobody tries for ever. Their ids, for the log.
 * One of which nothing was made has failed. One that stopped half-way has not: the rows that were not reached are
 * refused and come back in the Error File, so that the teacher sees what was made and can send the rest again.
 */
export async function giveUpBatches(parts: GivingUp): Promise<readonly string[]> {
  const now = parts.clock();
  const stuck = await parts.db
    .selectFrom('batches')
    .selectAll()
    .where((eb) => isStuck(eb, now))
    .execute();
  const given: string[] = [];
  for (const batch of stuck) if (await giveUp(batch, now, parts)) given.push(batch.batch_id);
  return given;
}

function giveUp(batch: Selectable<BatchTable>, now: Milliseconds, parts: GivingUp): Promise<boolean> {
  return parts.db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('batches')
      .set({ ...endOf(batch), finished_at: now, lease_owner: null, lease_until: null })
      .where('batch_id', '=', batch.batch_id)
      .where('done_row_count', '=', batch.done_row_count)
      .where((eb) => isStuck(eb, now))
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) return false;
    if (batch.done_row_count > 0) await refuseTheRest(batch, { ...parts, trx });
    await destroySealedPasswords(trx, batch.batch_id);
    const about = { upload: batch, actor: batch.uploaded_by, facts: { status: endOf(batch).status } };
    await recordUpload(trx, { event: 'upload_stored', ...about }, parts);
    return true;
  });
}

function endOf({ done_row_count, row_count, refused_count }: Selectable<BatchTable>) {
  if (done_row_count === 0) return { status: 'failed', failure: 'batch.gave_up' } as const;
  const refused = refused_count + row_count - done_row_count;
  return { status: 'completed-with-errors', done_row_count: row_count, refused_count: refused } as const;
}

async function refuseTheRest(
  { batch_id, done_row_count }: Selectable<BatchTable>,
  { trx, dialect }: Pick<Parts, 'dialect'> & { readonly trx: Kysely<Database> },
): Promise<void> {
  const chunks = await trx
    .selectFrom('batch_chunks')
    .select('rows')
    .where('batch_id', '=', batch_id)
    .orderBy('chunk_index')
    .execute();
  const rows = chunks.flatMap((chunk) => JSON.parse(chunk.rows) as SourceRow[]).slice(done_row_count);
  const outcomes = rows.map(({ rowNumber }) => {
    const notReached = problem('row.not_reached', { rowNumber, column: 'studentId', value: '' }, {});
    const problems = JSON.stringify([notReached]);
    const nothing = { user_guid: null, class_guid: null };
    return { batch_id, row_number: rowNumber, outcome: 'refused' as const, ...nothing, problems };
  });
  await insertRows({ trx, dialect }, 'row_outcomes', outcomeColumns, outcomes);
}

function isStuck(eb: ExpressionBuilder<Database, 'batches'>, now: Milliseconds): Expression<SqlBool> {
  return eb.and([
    eb('status', '=', 'in-progress'),
    eb('lease_until', '<=', now),
    eb('attempts', '>=', MAX_ATTEMPTS),
  ]);
}
