import { findColumn } from '#domain/roster/find-column.ts';
import type { ColumnKey, Mapping } from '#domain/roster/template.ts';
import type { RowFilter } from '#worker/roster-api.ts';

/**
 * In which order the grid shows the file's columns, as positions in its header. All rows stand as in the file; rows
 * with problems show the columns with problems first, and one problem's rows that problem's column, so that what is to
 * be corrected is in view without scrolling sideways.
 */
export function columnOrder(
  filter: RowFilter,
  mapping: Mapping,
  problemColumns: ReadonlySet<ColumnKey>,
): number[] {
  const inFile = mapping.map((_, index) => index);
  if (filter === 'all' || (typeof filter === 'object' && 'outcome' in filter)) return inFile;
  const wanted = filter === 'problems' ? [...problemColumns] : [filter.column];
  const places = new Set(wanted.map((column) => findColumn(mapping, column)));
  return [...inFile.filter((index) => places.has(index)), ...inFile.filter((index) => !places.has(index))];
}
