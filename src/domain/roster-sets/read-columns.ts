import { normalizeCell } from '../roster/normalize-row.ts';
import type { SourceRow } from '../roster/roster.ts';
import type { SetFile } from './roster-set.ts';

/** A column's name without what exporters vary: `Student_id`, `student id` and `StudentId` are one. */
export function foldColumnName(name: string): string {
  return normalizeCell(name)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/** Whether the file has all these columns (folded names). */
export function hasColumns({ header }: SetFile, names: readonly string[]): boolean {
  const folded = new Set(header.map(foldColumnName));
  return names.every((name) => folded.has(name));
}

/** Reads cells by folded column names; '' where the file has no such column. Prepare once per file. */
export function readColumns({ header }: SetFile): (row: SourceRow, name: string) => string {
  const positions = new Map(header.map((name, index) => [foldColumnName(name), index]));
  return (row, name) => {
    const at = positions.get(name);
    return at === undefined ? '' : normalizeCell(row.cells[at] ?? '');
  };
}
