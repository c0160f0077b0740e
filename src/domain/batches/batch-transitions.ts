import type { BatchStatus, OutcomeCounts } from './batch.ts';

/**
 * Which status may come after which. A batch never goes back: a server that dies while processing
 * leaves it in progress, and the next one goes on from there.
 */
const followers: Readonly<Record<BatchStatus, readonly BatchStatus[]>> = {
  queued: ['in-progress', 'failed'],
  'in-progress': ['completed', 'completed-with-errors', 'failed'],
  completed: [],
  'completed-with-errors': [],
  failed: [],
};

/** Whether a batch in status `from` may get status `to`. */
export function mayFollow(from: BatchStatus, to: BatchStatus): boolean {
  return followers[from].includes(to);
}

/** How a batch ends once every row has its outcome: with errors as soon as one row was refused, even if all were. */
export function finalStatus(counts: OutcomeCounts): 'completed' | 'completed-with-errors' {
  return counts.refused > 0 ? 'completed-with-errors' : 'completed';
}
