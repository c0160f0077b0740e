import type { Milliseconds } from '#domain/time.ts';
import type { Timeline } from '../timeline.ts';
import { type Ledger, type LedgerBatch, rowsOf } from './ledger.ts';

const LEASE_MS: Milliseconds = 30_000;
const ROWS_PER_TRANSACTION = 2;
/** Between two transactions of a runner that is well. */
const STEP_MS: Milliseconds = 40;

export interface RunnerParts {
  readonly ledger: Ledger;
  readonly timeline: Timeline;
  /** How long the next transaction takes; a stalled machine answers far more than the lease. */
  readonly stepMs: (usual: Milliseconds) => Milliseconds;
  readonly log: (line: string) => void;
}

/**
 * Works queued batches off as claim-batch.ts, process-rows.ts and save-progress.ts do: two lanes, claims by lease, and
 * one transaction for accounts, outcomes and the counter, written only by whoever holds the lease and only from the
 * counter it read. Methods, so that a planted bug can replace one.
 */
export class RunnerModel {
  readonly parts: RunnerParts;
  /** One more with each start of the server; what an earlier life had begun never happens. */
  life = 0;
  busy = new Set<string>();

  constructor(parts: RunnerParts) {
    this.parts = parts;
  }

  /** As `freeAllLeases` at the start of a server on the embedded database. */
  start(): void {
    this.life += 1;
    this.busy.clear();
    for (const batch of this.parts.ledger.batches) batch.leaseUntil = 0;
    this.wake();
  }

  stop(): void {
    this.life += 1;
    this.busy.clear();
  }

  wake(): void {
    for (const lane of ['first', 'second']) {
      if (this.busy.has(lane)) continue;
      const owner = `${lane} of life ${this.life}`;
      const batch = this.claim(owner);
      if (!batch) return;
      this.busy.add(lane);
      this.later(LEASE_MS + 1, () => this.wake());
      this.later(this.parts.stepMs(STEP_MS), () => this.work(batch, lane, owner));
    }
  }

  claim(owner: string): LedgerBatch | undefined {
    const now = this.parts.timeline.now();
    const batch = this.parts.ledger.batches.find(
      ({ status, leaseUntil }) => status === 'queued' || (status === 'in-progress' && leaseUntil <= now),
    );
    if (!batch) return undefined;
    batch.status = 'in-progress';
    batch.leaseOwner = owner;
    batch.leaseUntil = now + LEASE_MS;
    return batch;
  }

  /** Reads the counter, works for a while, and writes all of it or nothing. */
  work(batch: LedgerBatch, lane: string, owner: string): void {
    const from = batch.doneRowCount;
    this.later(this.parts.stepMs(STEP_MS), () => {
      const goesOn = this.mayWrite(batch, owner, from) && this.write(batch, from);
      if (goesOn) this.work(batch, lane, owner);
      else {
        this.busy.delete(lane);
        this.wake();
      }
    });
  }

  mayWrite(batch: LedgerBatch, owner: string, from: number): boolean {
    return batch.status === 'in-progress' && batch.leaseOwner === owner && batch.doneRowCount === from;
  }

  /** The transaction; true while rows are left. */
  write(batch: LedgerBatch, from: number): boolean {
    this.writeRows(batch, from);
    return this.writeProgress(batch, from);
  }

  writeRows(batch: LedgerBatch, from: number): void {
    const rows = rowsOf(batch).slice(from, from + ROWS_PER_TRANSACTION);
    rows.forEach((studentId, index) => this.writeRow(batch, from + index, studentId));
  }

  writeRow({ batchId, header }: LedgerBatch, index: number, studentId: string): void {
    const { accounts, outcomes } = this.parts.ledger;
    const known = this.findAccount(header.schoolId, studentId);
    const guid = known ?? `${header.schoolId}/${studentId}/${accounts.length}`;
    if (known === undefined) accounts.push({ guid, schoolId: header.schoolId, studentId });
    const outcome = known === undefined ? 'created' : 'unchanged';
    outcomes.push({ batchId, rowNumber: index + 2, outcome, guid });
  }

  findAccount(schoolId: string, studentId: string): string | undefined {
    return this.parts.ledger.accounts.find((one) => one.schoolId === schoolId && one.studentId === studentId)
      ?.guid;
  }

  writeProgress(batch: LedgerBatch, from: number): boolean {
    batch.doneRowCount = Math.min(from + ROWS_PER_TRANSACTION, batch.header.rowCount);
    batch.leaseUntil = this.parts.timeline.now() + LEASE_MS;
    this.parts.log(`server has ${batch.doneRowCount}/${batch.header.rowCount} of ${batch.header.fileName}`);
    if (batch.doneRowCount < batch.header.rowCount) return true;
    batch.status = 'completed';
    batch.leaseOwner = null;
    return false;
  }

  later(ms: Milliseconds, call: () => void): void {
    const { life } = this;
    this.parts.timeline.after(ms, () => {
      if (this.life === life) call();
    });
  }
}
