import type { Milliseconds } from '../time.ts';

/** What the server says of a batch. The first four are the words of the product this follows; `failed` adds an honest end. */
export const batchStatuses = [
  'queued',
  'in-progress',
  'completed',
  'completed-with-errors',
  'failed',
] as const;
export type BatchStatus = (typeof batchStatuses)[number];

/** What a device says of an upload that the server has not confirmed yet. */
export const deviceStatuses = ['draft', 'waiting-to-send', 'sending'] as const;
export type DeviceStatus = (typeof deviceStatuses)[number];

/** Why a whole batch could not be processed; nothing was made. */
export type BatchFailure = 'batch.rows_missing' | 'batch.columns_missing' | 'batch.gave_up';

/** How many rows ended how. `refused` rows are in the Error File, all others in the Completed File. */
export interface OutcomeCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
}

/** One upload as history shows it. Times are server time. */
export interface BatchSummary {
  readonly batchId: string;
  readonly schoolId: string;
  readonly fileName: string;
  readonly uploadedAt: Milliseconds;
  readonly uploadedBy: string;
  /** Uploaded by whoever asks. */
  readonly isOwn: boolean;
  readonly rowCount: number;
  readonly doneRowCount: number;
  readonly status: BatchStatus;
  readonly finishedAt: Milliseconds | null;
  readonly counts: OutcomeCounts;
  readonly failure: BatchFailure | null;
  /** When it was undone; a server of an earlier version does not say. */
  readonly undoneAt?: Milliseconds | null | undefined;
  /** Until when whoever asks may undo it; null when that is not theirs to do, or there is nothing to undo. */
  readonly undoUntil?: Milliseconds | null | undefined;
}

export function isFinished(status: BatchStatus): boolean {
  return status === 'completed' || status === 'completed-with-errors' || status === 'failed';
}
