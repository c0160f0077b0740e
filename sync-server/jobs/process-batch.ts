import { setImmediate } from 'node:timers/promises';
import type { BatchFailure } from '#domain/batches/batch.ts';
import { createRowChecker } from '#domain/batches/checked-row.ts';
import type { ReviewChoices } from '#domain/batches/row-outcome.ts';
import { missingColumns } from '#domain/roster/find-column.ts';
import { normalizeCell } from '#domain/roster/normalize-row.ts';
import type { Roster } from '#domain/roster/roster.ts';
import { recordUpload } from '../audit/record-upload.ts';
import type { Parts } from '../parts.ts';
import type { ClaimedBatch } from './claim-batch.ts';
import { loadRoster } from './load-roster.ts';
import { type BatchJob, type BatchProgress, processRows } from './process-rows.ts';
import { LeaseLost } from './save-progress.ts';
import { destroySealedPasswords } from './sealed-passwords.ts';

export interface ProcessingLimits {
  readonly leaseMs: number;
  /** Rows of one transaction: large enough to be quick, small enough that others wait only for a moment. */
  readonly rowsPerTransaction: number;
}

/**
 * Works a claimed batch off, from the row where an earlier runner stopped, until it is finished, the lease is lost,
 * or the signal asks to stop. Between row chunks everything else has its turn.
 */
export async function processBatch(
  batch: ClaimedBatch,
  limits: ProcessingLimits,
  parts: Parts,
  signal: AbortSignal,
): Promise<void> {
  parts.news.tell(batch.batch_id);
  const mapping = JSON.parse(batch.mapping) as Roster['mapping'];
  if (missingColumns(mapping).length > 0) return failBatch(batch, 'batch.columns_missing', parts);
  const loaded = await loadRoster(batch, parts);
  if (!loaded) return failBatch(batch, 'batch.rows_missing', parts);
  const job: BatchJob = {
    batch,
    choices: JSON.parse(batch.choices) as ReviewChoices,
    masterCodes: await readMasterCodes(batch.school_id, parts),
    typedUsernames: findTypedUsernames(loaded.roster),
    leaseMs: limits.leaseMs,
  };
  const checkedRows = createRowChecker(loaded.roster.mapping, loaded.check);
  let progress = progressOf(batch);
  while (progress.doneRowCount < batch.row_count && !signal.aborted) {
    const from = progress.doneRowCount;
    const rows = loaded.roster.rows.slice(from, from + limits.rowsPerTransaction).map(checkedRows);
    progress = await processRows(rows, progress, job, parts);
    parts.news.tell(batch.batch_id);
    await setImmediate();
  }
}

function progressOf(batch: ClaimedBatch): BatchProgress {
  const counts = {
    created: batch.created_count,
    updated: batch.updated_count,
    unchanged: batch.unchanged_count,
    refused: batch.refused_count,
  };
  return { doneRowCount: batch.done_row_count, counts };
}

async function readMasterCodes(schoolId: string, { db }: Parts): Promise<ReadonlySet<string>> {
  const programs = await db
    .selectFrom('programs')
    .select('master_code')
    .where('school_id', '=', schoolId)
    .execute();
  return new Set(programs.map((program) => program.master_code));
}

function findTypedUsernames({ mapping, rows }: Roster): ReadonlySet<string> {
  const column = mapping.indexOf('username');
  const cells = column < 0 ? [] : rows.map((row) => row.cells[column] ?? '').filter((text) => text !== '');
  return new Set(cells.map((text) => normalizeCell(text).toLowerCase()));
}

async function failBatch(batch: ClaimedBatch, failure: BatchFailure, parts: Parts): Promise<void> {
  const { db, clock, news } = parts;
  await db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('batches')
      .set({ status: 'failed', failure, finished_at: clock(), lease_owner: null, lease_until: null })
      .where('batch_id', '=', batch.batch_id)
      .where('lease_owner', '=', batch.lease_owner)
      .where('status', '=', 'in-progress')
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== 1n) throw new LeaseLost('Another runner has this batch by now.');
    await destroySealedPasswords(trx, batch.batch_id);
    const about = { upload: batch, actor: batch.uploaded_by, facts: { status: 'failed' } };
    await recordUpload(trx, { event: 'upload_stored', ...about }, parts);
  });
  news.tell(batch.batch_id);
}
