import type { Milliseconds } from '#domain/time.ts';
import type { BatchHeader } from '#protocol/batches.ts';

/** What the server keeps of an upload; the columns of `batches` and `batch_chunks` that decide anything. */
export interface LedgerBatch {
  readonly batchId: string;
  readonly uploadedBy: string;
  readonly header: BatchHeader;
  readonly chunks: Map<number, LedgerChunk>;
  status: 'receiving' | 'queued' | 'in-progress' | 'completed';
  committedAt: Milliseconds | null;
  doneRowCount: number;
  leaseOwner: string | null;
  leaseUntil: Milliseconds;
}

export interface LedgerChunk {
  readonly digest: string;
  readonly studentIds: readonly string[];
}

export interface LedgerAccount {
  readonly guid: string;
  readonly schoolId: string;
  readonly studentId: string;
}

export interface LedgerOutcome {
  readonly batchId: string;
  readonly rowNumber: number;
  readonly outcome: 'created' | 'unchanged';
  readonly guid: string;
}

/** What stands in the server's database: it survives a crash, and what is not in here does not. */
export interface Ledger {
  /** By id; a list, so that a server without a unique key shows. */
  readonly batches: LedgerBatch[];
  readonly accounts: LedgerAccount[];
  readonly outcomes: LedgerOutcome[];
}

export function emptyLedger(): Ledger {
  return { batches: [], accounts: [], outcomes: [] };
}

export function findBatch(ledger: Ledger, batchId: string): LedgerBatch | undefined {
  return ledger.batches.find((batch) => batch.batchId === batchId);
}

/** The Student IDs of a batch, row by row in the order of its chunks. */
export function rowsOf(batch: LedgerBatch): string[] {
  return [...batch.chunks].sort(([one], [other]) => one - other).flatMap(([, chunk]) => chunk.studentIds);
}
