import { fileLimits } from '#domain/roster/file-problem.ts';
import { claimBatch } from '#sync-server/jobs/claim-batch.ts';
import { processBatch, type ProcessingLimits } from '#sync-server/jobs/process-batch.ts';
import type { Parts } from '#sync-server/parts.ts';

const never = new AbortController().signal;

/** Works off every queued batch, one after the other, as one lane of the job runner does. */
export async function processAll(parts: Parts, limits: Partial<ProcessingLimits> = {}): Promise<void> {
  const settings = { leaseMs: 30_000, rowsPerTransaction: 1_000, ...limits };
  for (;;) {
    const claim = {
      owner: parts.newGuid(),
      now: parts.clock(),
      leaseMs: settings.leaseMs,
      maxRows: fileLimits.rows,
    };
    const batch = await claimBatch(parts.db, claim);
    if (!batch) return;
    await processBatch(batch, settings, parts, never);
  }
}
