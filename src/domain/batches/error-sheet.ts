import type { ClassGuid, UserGuid } from '../ids.ts';
import type { RowProblem } from '../roster/problem.ts';
import { errorHeaderNames, headerNames, type HeaderLanguage } from '../roster/template.ts';
import type { ResultSheet, UploadedColumns } from './result-files.ts';

/** One refused row: its cells as sent, and the student and class that exist all the same. */
export interface RefusedRow {
  readonly cells: readonly string[];
  readonly userGuid: UserGuid | null;
  readonly classGuid: ClassGuid | null;
  readonly problems: readonly RowProblem[];
}

/** Whether any refused row has a GUID to show; asked once, because a header is written before its rows. */
export interface KnownGuids {
  readonly userGuid: boolean;
  readonly classGuid: boolean;
}

interface ErrorColumn {
  readonly header: string;
  readonly cell: (row: RefusedRow) => string;
}

const guidKeys = ['userGuid', 'classGuid'] as const;
const errorHeaders = new Set(Object.values(errorHeaderNames).map((name) => name.toLowerCase()));

/**
 * The Error File: the uploaded columns in their order, refused rows only, passwords emptied, GUIDs filled where known,
 * every problem as a sentence in the last column.
 *
 * A GUID the uploaded file has no column for gets one just before `Error`, only when some row has it: nobody should
 * have to look at empty columns they did not send. An `Error` column of an earlier Error File is replaced, not doubled.
 */
export function errorSheet(
  uploaded: UploadedColumns,
  known: KnownGuids,
  language: HeaderLanguage,
  sentence: (problem: RowProblem) => string,
): ResultSheet<RefusedRow> {
  const columns = [
    ...uploadedColumns(uploaded),
    ...addedGuidColumns(uploaded, known, language),
    {
      header: errorHeaderNames[language],
      cell: (row: RefusedRow) => row.problems.map(sentence).join(' '),
    },
  ];
  return {
    header: columns.map((column) => column.header),
    cells: (row) => columns.map((column) => column.cell(row)),
  };
}

function uploadedColumns({ header, mapping }: UploadedColumns): ErrorColumn[] {
  return header.flatMap((text, index) => {
    const key = mapping[index] ?? null;
    if (key === null && errorHeaders.has(text.trim().toLowerCase())) return [];
    return [{ header: text, cell: (row: RefusedRow) => uploadedCell(row, index, key) }];
  });
}

function uploadedCell(row: RefusedRow, index: number, key: UploadedColumns['mapping'][number]): string {
  const sent = row.cells[index] ?? '';
  if (key === 'password') return '';
  // An unknown GUID stays as it was typed: the teacher has to see what to correct.
  if (key === 'userGuid' || key === 'classGuid') return row[key] ?? sent;
  return sent;
}

function addedGuidColumns(
  { mapping }: UploadedColumns,
  known: KnownGuids,
  language: HeaderLanguage,
): ErrorColumn[] {
  return guidKeys
    .filter((key) => known[key] && !mapping.includes(key))
    .map((key) => ({ header: headerNames[language][key], cell: (row) => row[key] ?? '' }));
}
