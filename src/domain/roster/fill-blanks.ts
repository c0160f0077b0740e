import { agreedClassColumns, type RosterIndex } from './roster-index.ts';
import type { FilledCells } from './roster.ts';
import type { RosterRow } from './row.ts';
import type { RowGroup } from './row-groups.ts';
import { studentColumns, type ColumnKey } from './template.ts';

type Filled = Map<number, { [Key in ColumnKey]?: string }>;

/**
 * Cells left blank that another row of the same student, or of the same class, fills: an e-mail that stands on the
 * student's second row only belongs to the account that the first row makes. Only rows that go through give and get.
 */
export function findFilledCells(index: RosterIndex, refusedRows: ReadonlySet<number>): FilledCells {
  const filled: Filled = new Map();
  const { students, classes } = index;
  for (const group of [...students.byId.shared, ...students.byGuid.shared]) {
    fillGroup(group, studentColumns, refusedRows, filled);
  }
  for (const group of [...classes.byId.shared, ...classes.byGuid.shared]) {
    fillGroup(group, agreedClassColumns, refusedRows, filled);
  }
  return filled;
}

/** The row with its blanks filled as `findFilledCells` says; do this before `readEntry`. */
export function fillBlanks(row: RosterRow, filledCells: FilledCells): RosterRow {
  const filled = filledCells.get(row.rowNumber);
  return filled ? { rowNumber: row.rowNumber, cells: { ...row.cells, ...filled } } : row;
}

function fillGroup(
  group: RowGroup,
  columns: readonly ColumnKey[],
  refusedRows: ReadonlySet<number>,
  filled: Filled,
): void {
  if (group.isUniform) return;
  const rows = group.rows.filter((row) => !refusedRows.has(row.rowNumber));
  for (const column of columns) {
    const text = rows.map((row) => row.cells[column] ?? '').find((one) => one !== '');
    if (text === undefined) continue;
    for (const { rowNumber, cells } of rows) {
      if ((cells[column] ?? '') !== '') continue;
      filled.set(rowNumber, { ...filled.get(rowNumber), [column]: text });
    }
  }
}
