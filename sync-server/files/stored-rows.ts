import { setImmediate } from 'node:timers/promises';
import type { Selectable } from 'kysely';
import type { BatchId } from '#domain/ids.ts';
import type { RowProblem } from '#domain/roster/problem.ts';
import type { Roster, SourceRow } from '#domain/roster/roster.ts';
import type { RowOutcomeTable } from '../database/schema.ts';
import type { Parts } from '../parts.ts';

/** A committed upload, as its files need it. */
export interface StoredBatch extends Pick<Roster, 'header' | 'mapping'> {
  readonly batchId: string;
  readonly schoolId: string;
  readonly fileName: string;
  readonly chunkCount: number;
  readonly isFinished: boolean;
  readonly isUndone: boolean;
  readonly rowCount: number;
  readonly doneRowCount: number;
  readonly refusedCount: number;
}

export type StoredOutcome = Selectable<RowOutcomeTable>;

/** A row as it was sent, secrets emptied, and what became of it. */
export interface OutcomeRow {
  readonly source: SourceRow;
  readonly outcome: StoredOutcome;
}

/** Undefined while an upload is still being received. The caller asks whether this person may see its school. */
export async function findStoredBatch(
  batchId: BatchId,
  { db }: Pick<Parts, 'db'>,
): Promise<StoredBatch | undefined> {
  const batch = await db
    .selectFrom('batches')
    .leftJoin('batch_undos', 'batch_undos.batch_id', 'batches.batch_id')
    .selectAll('batches')
    .select('batch_undos.finished_at as undone_at')
    .where('batches.batch_id', '=', batchId)
    .where('committed_at', 'is not', null)
    .executeTakeFirst();
  return (
    batch && {
      batchId,
      schoolId: batch.school_id,
      fileName: batch.file_name,
      chunkCount: batch.chunk_count,
      header: JSON.parse(batch.header) as Roster['header'],
      mapping: JSON.parse(batch.mapping) as Roster['mapping'],
      isFinished: batch.finished_at !== null,
      isUndone: batch.undone_at !== null,
      rowCount: batch.row_count,
      doneRowCount: batch.done_row_count,
      refusedCount: batch.refused_count,
    }
  );
}

/** The rows of an upload in their order, chunk by chunk, so that a large file never stands in memory at once. */
export async function* storedRows(
  { batchId, chunkCount }: StoredBatch,
  parts: Pick<Parts, 'db'>,
): AsyncGenerator<readonly SourceRow[]> {
  for (let index = 0; index < chunkCount; index += 1) {
    yield await rowsOfChunk(batchId, index, parts);
    // SQLite answers without ever leaving this turn of the event loop: others have theirs here.
    await setImmediate();
  }
}

/** The rows of one chunk as they were sent, secrets emptied. */
export async function rowsOfChunk(
  batchId: BatchId,
  index: number,
  { db }: Pick<Parts, 'db'>,
): Promise<readonly SourceRow[]> {
  const { rows } = await db
    .selectFrom('batch_chunks')
    .select('rows')
    .where('batch_id', '=', batchId)
    .where('chunk_index', '=', index)
    .executeTakeFirstOrThrow();
  return JSON.parse(rows) as SourceRow[];
}

/** The same rows with their outcomes, those that `isWanted` keeps. */
export async function* outcomeRows(
  batch: StoredBatch,
  isWanted: (outcome: StoredOutcome) => boolean,
  parts: Pick<Parts, 'db'>,
): AsyncGenerator<readonly OutcomeRow[]> {
  for await (const rows of storedRows(batch, parts)) {
    const stored = await withOutcomes(batch, rows, parts);
    yield stored.flatMap(({ source, outcome }) =>
      outcome && isWanted(outcome) ? [{ source, outcome }] : [],
    );
  }
}

/** These rows with their outcomes; null for what an upload that failed did not come to. */
export async function withOutcomes(
  { batchId }: StoredBatch,
  rows: readonly SourceRow[],
  parts: Pick<Parts, 'db'>,
): Promise<{ readonly source: SourceRow; readonly outcome: StoredOutcome | null }[]> {
  const outcomes = await findOutcomes(batchId, rows, parts);
  return rows.map((source) => ({ source, outcome: outcomes.get(source.rowNumber) ?? null }));
}

export function problemsOf(outcome: StoredOutcome): readonly RowProblem[] {
  return JSON.parse(outcome.problems) as RowProblem[];
}

/** Row numbers rise through an upload, so a chunk's outcomes are one range. */
async function findOutcomes(
  batchId: string,
  rows: readonly SourceRow[],
  { db }: Pick<Parts, 'db'>,
): Promise<ReadonlyMap<number, StoredOutcome>> {
  const outcomes = await db
    .selectFrom('row_outcomes')
    .selectAll()
    .where('batch_id', '=', batchId)
    .where('row_number', '>=', rows.at(0)?.rowNumber ?? 0)
    .where('row_number', '<=', rows.at(-1)?.rowNumber ?? 0)
    .execute();
  return new Map(outcomes.map((outcome) => [outcome.row_number, outcome]));
}
