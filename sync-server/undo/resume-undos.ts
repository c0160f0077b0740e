import type { Parts } from '../parts.ts';
import { undoBatch } from './undo-batch.ts';

/**
 * Goes on with an undoing that a server did not end; true when there was one. One that another server is at this moment
 * is simply shared: each chunk is done once, whoever does it.
 */
export async function resumeUndos(parts: Parts, signal: AbortSignal): Promise<boolean> {
  const batch = await parts.db
    .selectFrom('batch_undos')
    .innerJoin('batches', 'batches.batch_id', 'batch_undos.batch_id')
    .select(['batches.batch_id', 'batches.school_id', 'batches.committed_at'])
    .where('batch_undos.finished_at', 'is', null)
    .orderBy('batch_undos.requested_at')
    .limit(1)
    .executeTakeFirst();
  if (!batch) return false;
  await undoBatch(batch, parts, { signal });
  return true;
}
