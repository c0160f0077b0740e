import type { RowProblem } from '../roster/problem.ts';
import type { HeaderLanguage } from '../roster/template.ts';
import type { Milliseconds } from '../time.ts';
import { completedSheet } from './completed-sheet.ts';
import { errorSheet } from './error-sheet.ts';
import type { ResultFileKind, UploadedColumns } from './result-files.ts';
import type { KeptCompletedRow, ResultRow } from './result-row.ts';
import { uploadedSheet } from './uploaded-sheet.ts';

/** What a rendering needs beside the rows. */
export interface Rendering {
  readonly kind: ResultFileKind;
  readonly language: HeaderLanguage;
  readonly sentence: (problem: RowProblem) => string;
  readonly now: Milliseconds;
}

export interface RenderedResult {
  readonly header: readonly string[];
  readonly rows: readonly { readonly cells: readonly string[] }[];
}

/** One of the three files of an upload, from rows that were kept; the same as the server makes of them. */
export function renderResult(
  uploaded: UploadedColumns,
  rows: readonly ResultRow[],
  { kind, language, sentence, now }: Rendering,
): RenderedResult {
  switch (kind) {
    case 'uploaded': {
      const { header, cells } = uploadedSheet(uploaded);
      return { header, rows: rows.map((row) => ({ cells: cells(row.cells) })) };
    }
    case 'completed': {
      const { header, cells } = completedSheet(language);
      const completed = rows.flatMap((row) => row.completed ?? []);
      return { header, rows: completed.map((row) => ({ cells: cells(asOf(row, now)) })) };
    }
    case 'error':
      return renderErrors(uploaded, rows, language, sentence);
  }
}

function asOf(row: KeptCompletedRow, now: Milliseconds): KeptCompletedRow {
  const isDead = row.temporaryPasswordDiesAt !== null && row.temporaryPasswordDiesAt <= now;
  return isDead ? { ...row, temporaryPassword: null } : row;
}

function renderErrors(
  uploaded: UploadedColumns,
  rows: readonly ResultRow[],
  language: HeaderLanguage,
  sentence: Rendering['sentence'],
): RenderedResult {
  const refused = rows.flatMap(({ cells, outcome }) =>
    outcome?.outcome === 'refused' ? [{ ...outcome, cells }] : [],
  );
  const known = {
    userGuid: refused.some((row) => row.userGuid !== null),
    classGuid: refused.some((row) => row.classGuid !== null),
  };
  const { header, cells } = errorSheet(uploaded, known, language, sentence);
  return { header, rows: refused.map((row) => ({ cells: cells(row) })) };
}
