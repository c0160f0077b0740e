import anyAscii from 'any-ascii';
import { usernameBase } from '#domain/accounts/username.ts';
import type { OutcomeCounts } from '#domain/batches/batch.ts';
import type { CheckedRow } from '#domain/batches/checked-row.ts';
import { decideRows } from '#domain/batches/decide-rows.ts';
import type { ReviewChoices, RowOutcome } from '#domain/batches/row-outcome.ts';
import type { WorkingStudent } from '#domain/batches/working-student.ts';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { Parts } from '../parts.ts';
import { retryOnConflict } from './chunk-conflict.ts';
import type { ClaimedBatch } from './claim-batch.ts';
import { gatherKnowledge } from './gather-knowledge.ts';
import { lockSchool } from './lock-school.ts';
import { reserveUsernames } from './reserve-usernames.ts';
import { saveProgress } from './save-progress.ts';
import { writePlan } from './write-plan.ts';

/** What is the same for every row chunk of a batch. */
export interface BatchJob {
  readonly batch: ClaimedBatch;
  readonly choices: ReviewChoices;
  readonly masterCodes: ReadonlySet<string>;
  /** Usernames typed anywhere in the batch, lower case. */
  readonly typedUsernames: ReadonlySet<string>;
  readonly leaseMs: number;
}

/** How far a batch is: rows with an outcome, and how they ended. */
export interface BatchProgress {
  readonly doneRowCount: number;
  readonly counts: OutcomeCounts;
}

/**
 * Processes the next rows of a batch in one transaction: accounts, classes, places, row outcomes and the batch's own
 * counter, or nothing. That is the exactly-once argument: whoever takes the batch up again goes on at the counter.
 * Throws `LeaseLost`, with nothing written, when another runner has the batch by now.
 */
export async function processRows(
  rows: readonly CheckedRow[],
  progress: BatchProgress,
  job: BatchJob,
  parts: Parts,
): Promise<BatchProgress> {
  return retryOnConflict(() =>
    parts.db.transaction().execute(async (trx) => {
      const { batch } = job;
      const districtId = await lockSchool(batch.school_id, trx);
      const now = parts.clock();
      const scope = {
        trx,
        dialect: parts.dialect,
        schoolId: batch.school_id,
        districtId,
        batchId: batch.batch_id,
        now,
      };
      const entries = rows.map((row) => row.entry);
      const { masterCodes, choices } = job;
      const known = await gatherKnowledge(entries, { ...scope, masterCodes, keys: parts.keys });
      const plan = decideRows(rows, known, { choices, newGuid: parts.newGuid });
      await giveUsernames(plan.newStudents, trx, job, parts);
      await writePlan(plan, { ...scope, uploadedBy: batch.uploaded_by, parts });
      const next = addOutcomes(progress, plan.outcomes);
      await saveProgress(trx, { from: progress, to: next, job, now, parts });
      return next;
    }),
  );
}

async function giveUsernames(
  students: readonly WorkingStudent[],
  trx: Kysely<Database>,
  { typedUsernames }: BatchJob,
  { db, dialect }: Parts,
): Promise<void> {
  const nameless = students.filter((student) => student.username === '');
  const names = await reserveUsernames(
    nameless.map((student) => usernameBase(student, anyAscii)),
    // One connection on SQLite: its transaction is the only way in.
    { db: dialect.name === 'sqlite' ? trx : db, dialect, isTyped: (name) => typedUsernames.has(name) },
  );
  nameless.forEach((student, index) => {
    student.username = names[index] ?? '';
  });
}

function addOutcomes(
  { doneRowCount, counts }: BatchProgress,
  outcomes: readonly RowOutcome[],
): BatchProgress {
  const sums = { ...counts };
  for (const { outcome } of outcomes) sums[outcome] += 1;
  return { doneRowCount: doneRowCount + outcomes.length, counts: sums };
}
