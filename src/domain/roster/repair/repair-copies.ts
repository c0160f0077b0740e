import { comparableCell } from '../compare-cells.ts';
import { normalizeCell } from '../normalize-row.ts';
import { columnKeys } from '../template.ts';
import { noChoice, type FoundRepair } from './repair.ts';
import { groupBy, rowNumbersOf, type RepairGround } from './repair-ground.ts';

/** Rows that say the same from end to end, in columns Rollbook does not use too: the first stays, its copies go. */
export function findCopies(ground: RepairGround): FoundRepair[] {
  const repeated = new Set(ground.problemsByCode.get('student.row_repeated')?.map((one) => one.rowNumber));
  if (repeated.size === 0) return [];
  const places = ground.rows.flatMap(({ rowNumber }, index) => (repeated.has(rowNumber) ? [index] : []));
  const groups = [...groupBy(places, (index) => wholeRow(ground, index)).values()];
  const same = groups.filter((group) => group.length > 1);
  const copies = new Set(same.flatMap((group) => group.slice(1)).map((index) => numberAt(ground, index)));
  if (copies.size === 0) return [];
  return [
    {
      kind: 'row.copies',
      column: ground.problemsByCode.get('student.row_repeated')?.[0]?.column ?? 'studentId',
      facts: {},
      removes: ['student.row_repeated'],
      rowNumbers: rowNumbersOf(same.flat().map((index) => ({ rowNumber: numberAt(ground, index) }))),
      ...noChoice,
      repairRow: (rowNumber) => (copies.has(rowNumber) ? 'delete' : []),
    },
  ];
}

function numberAt({ rows }: RepairGround, index: number): number {
  return rows[index]?.rowNumber ?? 0;
}

/** What is used as the rules compare it; all other cells as texts. */
function wholeRow({ roster, rows }: RepairGround, index: number): string {
  const row = rows[index];
  const used = row ? columnKeys.map((column) => comparableCell(row, column)) : [];
  const unused = roster.mapping.map((key, at) =>
    key === null ? normalizeCell(roster.rows[index]?.cells[at] ?? '') : '',
  );
  return [...used, ...unused].join('\n');
}
