import { comparableCell } from './compare-cells.ts';
import { problem, type RowProblem } from './problem.ts';
import { agreedClassColumns, type NamedGroups, type RosterIndex } from './roster-index.ts';
import type { RowGroup } from './row-groups.ts';
import { studentColumns, type ColumnKey } from './template.ts';

type DisagreementCode = 'student.rows_disagree' | 'class.rows_disagree';

/**
 * Rows of one student, or of one class, that contradict each other in a column: every row with a value there is marked,
 * whichever came first, because nobody but the teacher knows which one is right. Blank cells contradict nothing.
 */
export function findDisagreements({ students, classes }: RosterIndex): RowProblem[] {
  return [
    ...disagreementsOf(students, studentColumns, 'student.rows_disagree'),
    ...disagreementsOf(classes, agreedClassColumns, 'class.rows_disagree'),
  ];
}

function disagreementsOf(
  { byId, byGuid }: NamedGroups,
  columns: readonly ColumnKey[],
  code: DisagreementCode,
): RowProblem[] {
  const found: RowProblem[] = [];
  const marked = new Set<string>();
  for (const group of [...byId.shared, ...byGuid.shared]) {
    if (group.isUniform) continue;
    for (const column of columns) {
      for (const one of disagreementsIn(group, column, code)) {
        const place = `${one.rowNumber} ${column}`;
        if (!marked.has(place)) found.push(one);
        marked.add(place);
      }
    }
  }
  return found;
}

function disagreementsIn({ rows }: RowGroup, column: ColumnKey, code: DisagreementCode): RowProblem[] {
  const filled = rows.filter((row) => (row.cells[column] ?? '') !== '');
  const [first] = filled;
  if (!first) return [];
  const firstValue = comparableCell(first, column);
  const other = filled.find((row) => comparableCell(row, column) !== firstValue);
  if (!other) return [];
  return filled.map((row) => {
    const { rowNumber } = comparableCell(row, column) === firstValue ? other : first;
    const at = { rowNumber: row.rowNumber, column, value: row.cells[column] ?? '' };
    return problem(code, at, { otherRow: rowNumber });
  });
}
