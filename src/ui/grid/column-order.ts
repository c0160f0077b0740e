import type { ColumnKey } from '#domain/roster/template.ts';
import type { RowFilter } from '#worker/roster-api.ts';

/**
 * In which order the grid shows the file's columns, as positions in its header. All rows stand as in the file; rows
 * with problems show the columns with problems first, and one problem's rows that problem's column, so that what is to
 * be corrected is in view without scrolling sideways.
 */
export function columnOrder(
  filter: RowFilter,
  mapping: readonly (ColumnKey | null)[],
  problemColumns: ReadonlySet<ColumnKey>,
): number[] {
  const inFile = mapping.map((_, index) => index);
  if (filter === 'all') return inFile;
  const isFirst = (index: number) => {
    const column = mapping[index] ?? null;
    return column !== null && (filter === 'problems' ? problemColumns.has(column) : column === filter.column);
  };
  return [...inFile.filter(isFirst), ...inFile.filter((index) => !isFirst(index))];
}
