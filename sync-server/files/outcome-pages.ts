import type { ResultRow } from '#domain/batches/result-row.ts';
import type { Parts } from '../parts.ts';
import { describeCompleted } from './completed-rows.ts';
import {
  problemsOf,
  rowsOfChunk,
  type StoredBatch,
  type StoredOutcome,
  withOutcomes,
} from './stored-rows.ts';

/** The rows of one chunk of a finished upload with all that its three files say of them. */
export async function outcomePage(
  batch: StoredBatch,
  index: number,
  parts: Pick<Parts, 'db' | 'dialect' | 'keys' | 'clock'>,
): Promise<ResultRow[]> {
  const stored = await withOutcomes(batch, await rowsOfChunk(batch.batchId, index, parts), parts);
  const done = stored.flatMap(({ source, outcome }) =>
    outcome && outcome.outcome !== 'refused' ? [{ source, outcome }] : [],
  );
  const completed = await describeCompleted(done, batch, parts);
  return stored.map(({ source, outcome }) => ({
    rowNumber: source.rowNumber,
    cells: source.cells,
    outcome: outcome ? toOutcome(outcome) : null,
    completed: completed.get(source.rowNumber) ?? null,
  }));
}

function toOutcome(stored: StoredOutcome): ResultRow['outcome'] {
  const { outcome, user_guid: userGuid, class_guid: classGuid } = stored;
  return { outcome, userGuid, classGuid, problems: problemsOf(stored) };
}
