import { availableParallelism } from 'node:os';
import { fileLimits } from '#domain/roster/file-problem.ts';
import { HOUR_MS, type Milliseconds } from '#domain/time.ts';
import type { Parts } from '../parts.ts';
import { forgetChanges } from '../undo/forget-changes.ts';
import { resumeUndos } from '../undo/resume-undos.ts';
import { claimBatch, freeAllLeases, releaseBatch } from './claim-batch.ts';
import { giveUpBatches } from './give-up-batches.ts';
import { hashTypedPasswords } from './hash-typed-passwords.ts';
import { type Lane, startLane } from './lane.ts';
import { processBatch } from './process-batch.ts';
import { LeaseLost } from './save-progress.ts';

export interface JobRunnerOptions {
  /** A runner that says nothing for so long is taken for dead. */
  readonly leaseMs: Milliseconds;
  /** How often runners look for work without being told; calls only make it sooner. */
  readonly pollMs: Milliseconds;
  readonly rowsPerTransaction: number;
}

export interface JobRunner {
  /** There may be work: a batch was committed. */
  wake(): void;
  /** Stops at the next safe point and lets go of what is not finished, so that another runner goes on at once. */
  stop(): Promise<void>;
}

const usual: JobRunnerOptions = { leaseMs: 30_000, pollMs: 2_000, rowsPerTransaction: 1_000 };

/** Nobody waits for it; a day more or less would matter, an hour does not. */
const FORGETTING_PAUSE_MS = HOUR_MS;

/** Batches of a class or two have a lane of their own, so that they never wait for a district. */
const SMALL_BATCH_ROWS = 1_000;

/**
 * Starts working off batches: one lane for all, one for small ones only, one for hashing typed passwords,
 * one for undoing uploads, one for forgetting what was kept for that.
 * The database is the truth: any number of servers may run this on one PostgreSQL.
 */
export async function startJobRunner(
  parts: Parts,
  options: Partial<JobRunnerOptions> = {},
): Promise<JobRunner> {
  const settings = { ...usual, ...options };
  if (parts.dialect.name === 'sqlite') await freeAllLeases(parts.db);
  const lanes = [
    startBatchLane(fileLimits.rows, settings, parts),
    startBatchLane(SMALL_BATCH_ROWS, settings, parts),
    startHashingLane(settings, parts),
    startUndoLane(settings, parts),
    startForgettingLane(parts),
  ];
  return {
    wake: () => lanes.forEach((lane) => lane.wake()),
    stop: async () => {
      await Promise.all(lanes.map((lane) => lane.stop()));
    },
  };
}

function startBatchLane(maxRows: number, settings: JobRunnerOptions, parts: Parts): Lane {
  const owner = parts.newGuid();
  return startLane({
    once: (signal) => workOnce({ owner, maxRows, settings, parts, signal }),
    onError: (error) => parts.log.error({ err: error }, 'A batch could not be worked on.'),
    pollMs: settings.pollMs,
  });
}

function startHashingLane(settings: JobRunnerOptions, parts: Parts): Lane {
  // One core stays free for requests; the thread pool is shared with everything that waits for a disk or a name.
  const atOnce = Math.max(1, availableParallelism() - 1);
  return startLane({
    once: (signal) => hashTypedPasswords(atOnce, parts, signal),
    onError: (error) => parts.log.error({ err: error }, 'Passwords could not be hashed.'),
    pollMs: settings.pollMs,
  });
}

function startUndoLane(settings: JobRunnerOptions, parts: Parts): Lane {
  return startLane({
    once: (signal) => resumeUndos(parts, signal),
    onError: (error) => parts.log.error({ err: error }, 'An upload could not be undone.'),
    pollMs: settings.pollMs,
  });
}

function startForgettingLane(parts: Parts): Lane {
  return startLane({
    once: async () => {
      await forgetChanges(parts);
      return false;
    },
    onError: (error) => parts.log.error({ err: error }, 'What can be undone no more could not be deleted.'),
    pollMs: FORGETTING_PAUSE_MS,
  });
}

interface Work {
  readonly owner: string;
  readonly maxRows: number;
  readonly settings: JobRunnerOptions;
  readonly parts: Parts;
  readonly signal: AbortSignal;
}

async function workOnce({ owner, maxRows, settings, parts, signal }: Work): Promise<boolean> {
  const { db, clock, log, news } = parts;
  for (const batchId of await giveUpBatches(parts)) {
    log.error({ batchId }, 'A batch was given up.');
    news.tell(batchId);
  }
  const { leaseMs } = settings;
  const batch = await claimBatch(db, { owner, now: clock(), leaseMs, maxRows });
  if (!batch) return false;
  try {
    await processBatch(batch, settings, parts, signal);
  } catch (error) {
    // The lease is left to run out: what just failed is not tried again at once.
    if (!(error instanceof LeaseLost)) throw error;
    log.warn({ batchId: batch.batch_id }, 'Another runner took a batch over.');
  }
  if (signal.aborted) await releaseBatch(db, batch.batch_id, owner);
  return true;
}
