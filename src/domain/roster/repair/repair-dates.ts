import type { RowProblem } from '../problem.ts';
import { readDate } from '../read-date.ts';
import type { ColumnKey } from '../template.ts';
import { noChoice, type DateOrder, type FoundRepair, type RowRepair } from './repair.ts';
import { problemsByColumn, textAt, type RepairGround } from './repair-ground.ts';
import { readLooseDate } from './read-loose-date.ts';

const orders: readonly DateOrder[] = ['month-first', 'day-first'];

/** Days written so that they can be read two ways, or not at all, and classes that end before they start. */
export function findDateRepairs(ground: RepairGround): FoundRepair[] {
  const ambiguous = problemsByColumn(ground, ['date.ambiguous']);
  const unreadable = problemsByColumn(ground, ['date.unreadable']);
  const proved = ambiguous.size === 0 ? null : provedOrder(ground);
  return [
    ...[...ambiguous].map(([column, problems]) => inOneOrder(ground, column, problems, proved)),
    ...[...unreadable].flatMap(([column, problems]) => [
      ...writtenOtherwise(ground, column, problems),
      leftBlank(column, problems),
    ]),
    ...swapped(ground),
  ];
}

function inOneOrder(
  ground: RepairGround,
  column: ColumnKey,
  problems: readonly RowProblem[],
  proved: DateOrder | null,
): FoundRepair {
  return {
    kind: 'date.order',
    column,
    facts: { proved },
    removes: ['date.ambiguous'],
    rowNumbers: problems.map((one) => one.rowNumber),
    options: orders,
    proposed: proved,
    repairRow(rowNumber, picked) {
      const reading = readDate(textAt(ground, rowNumber, column));
      if (reading.type !== 'ambiguous') return [];
      return [{ column, text: reading.readings[picked === 'month-first' ? 0 : 1] }];
    },
  };
}

/** The order that days after the twelfth show, when they all show the same one. */
function provedOrder({ rows }: RepairGround): DateOrder | null {
  const texts = new Set(rows.flatMap(({ cells }) => [cells.classStartDate ?? '', cells.classEndDate ?? '']));
  const found = new Set<DateOrder>();
  for (const text of texts) {
    const numbers = /^(\d{1,2})[-/](\d{1,2})[-/]\d/.exec(text);
    if (!numbers || readDate(text).type !== 'day') continue;
    if (Number(numbers[1]) > 12) found.add('day-first');
    if (Number(numbers[2]) > 12) found.add('month-first');
  }
  const [only, ...more] = found;
  return only === undefined || more.length > 0 ? null : only;
}

function writtenOtherwise(
  ground: RepairGround,
  column: ColumnKey,
  problems: readonly RowProblem[],
): FoundRepair[] {
  const days = new Map<number, string>();
  for (const { rowNumber } of problems) {
    const reading = readLooseDate(textAt(ground, rowNumber, column));
    if (reading.type === 'day') days.set(rowNumber, reading.day);
  }
  if (days.size === 0) return [];
  return [
    {
      kind: 'date.form',
      column,
      facts: {},
      removes: ['date.unreadable'],
      rowNumbers: [...days.keys()],
      ...noChoice,
      repairRow: (rowNumber) => [{ column, text: days.get(rowNumber) ?? '' }],
    },
  ];
}

/** The dates of a class are not needed; what stands there now can still be corrected by hand. */
function leftBlank(column: ColumnKey, problems: readonly RowProblem[]): FoundRepair {
  return {
    kind: 'date.blank',
    column,
    facts: {},
    removes: ['date.unreadable'],
    rowNumbers: problems.map((one) => one.rowNumber),
    ...noChoice,
    repairRow: () => [{ column, text: '' }],
  };
}

function swapped(ground: RepairGround): FoundRepair[] {
  const [entry] = problemsByColumn(ground, ['class.end_before_start']);
  if (!entry || !ground.roster.mapping.includes('classStartDate')) return [];
  const repairRow = (rowNumber: number): RowRepair => [
    { column: 'classStartDate', text: textAt(ground, rowNumber, 'classEndDate') },
    { column: 'classEndDate', text: textAt(ground, rowNumber, 'classStartDate') },
  ];
  return [
    {
      kind: 'class.swap',
      column: 'classEndDate',
      facts: {},
      removes: ['class.end_before_start'],
      rowNumbers: entry[1].map((one) => one.rowNumber),
      ...noChoice,
      repairRow,
    },
  ];
}
