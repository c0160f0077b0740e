import { completedSheet } from '#domain/batches/completed-sheet.ts';
import { errorSheet, type KnownGuids } from '#domain/batches/error-sheet.ts';
import type { ResultFileKind, ResultFileRequest, ResultSheet } from '#domain/batches/result-files.ts';
import { uploadedSheet } from '#domain/batches/uploaded-sheet.ts';
import { problemSentence } from '#i18n/problem-messages.ts';
import type { Parts } from '../parts.ts';
import { completedRows } from './completed-rows.ts';
import { outcomeRows, problemsOf, type StoredBatch, storedRows } from './stored-rows.ts';

/** A result file before it has a format: its header, and its rows a few hundred at a time. */
export interface SheetPages {
  readonly header: readonly string[];
  readonly pages: AsyncGenerator<readonly { readonly cells: readonly string[] }[]>;
}

type RenderingParts = Pick<Parts, 'db' | 'dialect' | 'keys' | 'clock'>;

/** Renders one of the three files from what is stored and from the accounts as they are now. */
export async function resultSheet(
  batch: StoredBatch,
  { kind, language }: Pick<ResultFileRequest, 'kind' | 'language'>,
  parts: RenderingParts,
): Promise<SheetPages> {
  switch (kind) {
    case 'uploaded': {
      const sheet = uploadedSheet(batch);
      return toPages(sheet, storedRows(batch, parts), ({ cells }) => cells);
    }
    case 'completed': {
      return toPages(completedSheet(language), completedRows(batch, parts), (row) => row);
    }
    case 'error': {
      const known = await findKnownGuids(batch.batchId, parts);
      const sheet = errorSheet(batch, known, language, (problem) => problemSentence(problem, language));
      const rows = outcomeRows(batch, ({ outcome }) => outcome === 'refused', parts);
      return toPages(sheet, rows, ({ source, outcome }) => ({
        cells: source.cells,
        userGuid: outcome.user_guid,
        classGuid: outcome.class_guid,
        problems: problemsOf(outcome),
      }));
    }
  }
}

function toPages<Stored, Row>(
  sheet: ResultSheet<Row>,
  stored: AsyncGenerator<readonly Stored[]>,
  toRow: (stored: Stored) => Row,
): SheetPages {
  async function* pages() {
    for await (const page of stored) yield page.map((one) => ({ cells: sheet.cells(toRow(one)) }));
  }
  return { header: sheet.header, pages: pages() };
}

async function findKnownGuids(batchId: string, { db }: RenderingParts): Promise<KnownGuids> {
  const known = await db
    .selectFrom('row_outcomes')
    .select(({ fn }) => [fn.count('user_guid').as('users'), fn.count('class_guid').as('classes')])
    .where('batch_id', '=', batchId)
    .where('outcome', '=', 'refused')
    .executeTakeFirstOrThrow();
  return { userGuid: Number(known.users) > 0, classGuid: Number(known.classes) > 0 };
}

/** How many rows a file of this kind has; a file without rows does not exist, one of an unfinished upload not yet. */
export function rowsInFile(kind: ResultFileKind, batch: StoredBatch): number {
  if (kind === 'uploaded') return batch.rowCount;
  if (!batch.isFinished) return 0;
  return kind === 'error' ? batch.refusedCount : batch.doneRowCount - batch.refusedCount;
}
