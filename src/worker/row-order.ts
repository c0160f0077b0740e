import type { SourceRow } from '#domain/roster/roster.ts';
import type { RowSort } from './roster-api.ts';

/** Row numbers in the order of a sort. It stands until the person sorts again: an edited row must not jump away. */
export interface RowOrder {
  readonly key: string;
  readonly rowNumbers: readonly number[];
}

export function sortKey({ columnIndex, direction, turn }: RowSort): string {
  return `${columnIndex} ${direction} ${turn}`;
}

/** The rows by one column: numbers by size, texts as a dictionary has them, blanks last; equal ones as in the file. */
export function sortRows(rows: readonly SourceRow[], sort: RowSort): RowOrder {
  const { compare } = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  const sign = sort.direction === 'ascending' ? 1 : -1;
  const textOf = ({ cells }: SourceRow) => (cells[sort.columnIndex] ?? '').trim();
  const keyed = rows.map((row) => ({ rowNumber: row.rowNumber, text: textOf(row) }));
  keyed.sort((one, other) => {
    if (one.text === '' || other.text === '') return Number(one.text === '') - Number(other.text === '');
    return sign * compare(one.text, other.text);
  });
  return { key: sortKey(sort), rowNumbers: keyed.map(({ rowNumber }) => rowNumber) };
}

/** Those of `rowNumbers`, which are in file order, in the given order; rows that came later stand at the end. */
export function inOrder(rowNumbers: readonly number[], order: RowOrder): number[] {
  const wanted = new Set(rowNumbers);
  const known = order.rowNumbers.filter((rowNumber) => wanted.delete(rowNumber));
  return [...known, ...wanted];
}
