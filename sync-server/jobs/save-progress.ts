import type { Kysely } from 'kysely';
import { finalStatus } from '#domain/batches/batch-transitions.ts';
import type { Milliseconds } from '#domain/time.ts';
import type { AuditParts } from '../audit/record-event.ts';
import { recordUpload } from '../audit/record-upload.ts';
import type { Database } from '../database/schema.ts';
import type { BatchJob, BatchProgress } from './process-rows.ts';
import { destroySealedPasswords } from './sealed-passwords.ts';

/** Another runner has the batch by now. Whatever this one was about to write must not be written. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

interface Progress {
  readonly from: BatchProgress;
  readonly to: BatchProgress;
  readonly job: BatchJob;
  readonly now: Milliseconds;
  readonly parts: AuditParts;
}

/**
 * Moves the batch's counter in the transaction of its rows, and renews the lease; the last rows end the batch.
 * Only for whoever holds the lease and only from the counter it knows: otherwise nothing is written.
 */
export async function saveProgress(
  trx: Kysely<Database>,
  { from, to, job, now, parts }: Progress,
): Promise<void> {
  const { batch, leaseMs } = job;
  const isLast = to.doneRowCount === batch.row_count;
  const { numUpdatedRows } = await trx
    .updateTable('batches')
    .set({
      done_row_count: to.doneRowCount,
      created_count: to.counts.created,
      updated_count: to.counts.updated,
      unchanged_count: to.counts.unchanged,
      refused_count: to.counts.refused,
      attempts: 0,
      ...(isLast
        ? { status: finalStatus(to.counts), finished_at: now, lease_owner: null, lease_until: null }
        : { lease_until: now + leaseMs }),
    })
    .where('batch_id', '=', batch.batch_id)
    .where('status', '=', 'in-progress')
    .where('lease_owner', '=', batch.lease_owner)
    .where('done_row_count', '=', from.doneRowCount)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) throw new LeaseLost('Another runner has this batch by now.');
  if (!isLast) return;
  await destroySealedPasswords(trx, batch.batch_id);
  const facts = { status: finalStatus(to.counts), ...to.counts };
  const about = { upload: batch, actor: batch.uploaded_by, facts };
  await recordUpload(trx, { event: 'upload_stored', ...about }, parts);
}
