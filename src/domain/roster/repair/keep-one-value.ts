import { isSameName } from '../../accounts/same-name.ts';
import { comparableCell } from '../compare-cells.ts';
import type { RosterRow } from '../row.ts';
import type { ColumnKey } from '../template.ts';
import { editDistance } from './edit-distance.ts';
import type { FoundRepair, KeptValue } from './repair.ts';
import { groupBy, problemsByColumn, type RepairGround } from './repair-ground.ts';

const options: readonly KeptValue[] = ['most', 'first', 'last'];
/** What a row is known by: when these contradict each other, two people or two classes have been mixed up. */
const identities: readonly ColumnKey[] = ['userGuid', 'studentId', 'classGuid', 'classId'];

/** Rows of one student, or of one class, that contradict each other: one of the values is kept on all of them. */
export function findContradictions(ground: RepairGround): FoundRepair[] {
  return [
    ...contradictionsOf(ground, 'student.rows_disagree', 'student.keep', studentKey, isOneStudent),
    ...contradictionsOf(ground, 'class.rows_disagree', 'class.keep', classKey, () => true),
  ];
}

function contradictionsOf(
  ground: RepairGround,
  code: 'student.rows_disagree' | 'class.rows_disagree',
  kind: 'student.keep' | 'class.keep',
  keyOf: (row: RosterRow) => string,
  mayAgree: (rows: readonly RosterRow[]) => boolean,
): FoundRepair[] {
  const byColumn = [...problemsByColumn(ground, [code])];
  return byColumn.flatMap(([column, problems]): FoundRepair[] => {
    if (identities.includes(column)) return [];
    const rows = problems.flatMap(({ rowNumber }) => ground.rowByNumber.get(rowNumber) ?? []);
    const groups = [...groupBy(rows, keyOf).values()].filter(mayAgree);
    if (groups.length === 0) return [];
    const groupByRow = new Map(groups.flatMap((group) => group.map((row) => [row.rowNumber, group])));
    const keptOf = remembering((group, picked) => keptRow(group, column, picked));
    return [
      {
        kind,
        column,
        facts: {},
        removes: [code],
        rowNumbers: [...groupByRow.keys()].sort((one, other) => one - other),
        options,
        proposed: 'most',
        repairRow(rowNumber, picked) {
          const row = ground.rowByNumber.get(rowNumber);
          const kept = keptOf(groupByRow.get(rowNumber) ?? [], picked);
          if (!row || !kept || comparableCell(row, column) === comparableCell(kept, column)) return [];
          return [{ column, text: kept.cells[column] ?? '' }];
        },
      },
    ];
  });
}

type KeptOf = (rows: readonly RosterRow[], picked: string) => RosterRow | undefined;

/** A class can have thousands of rows, and each of them asks which one is kept. */
function remembering(keptOf: KeptOf): KeptOf {
  const known = new Map<string, Map<readonly RosterRow[], RosterRow | undefined>>();
  return (rows, picked) => {
    const byRows = known.get(picked) ?? new Map<readonly RosterRow[], RosterRow | undefined>();
    known.set(picked, byRows);
    if (!byRows.has(rows)) byRows.set(rows, keptOf(rows, picked));
    return byRows.get(rows);
  };
}

function keptRow(rows: readonly RosterRow[], column: ColumnKey, picked: string): RosterRow | undefined {
  if (picked === 'first') return rows[0];
  if (picked === 'last') return rows.at(-1);
  const byValue = [...groupBy(rows, (row) => comparableCell(row, column)).values()];
  // The sort is stable: of equally frequent values the one that stands first wins.
  return byValue.sort((one, other) => other.length - one.length)[0]?.[0];
}

function studentKey({ cells }: RosterRow): string {
  return cells.studentId || (cells.userGuid ?? '').toLowerCase();
}

function classKey({ cells }: RosterRow): string {
  return cells.classId || (cells.classGuid ?? '').toLowerCase();
}

/** Two names that have nothing to do with each other are two children with one ID, and no spelling to choose. */
function isOneStudent(rows: readonly RosterRow[]): boolean {
  const [first] = rows;
  return rows.every((row) =>
    (['firstName', 'lastName'] as const).every((column) =>
      isAlike(first?.cells[column] ?? '', row.cells[column] ?? ''),
    ),
  );
}

function isAlike(one: string, other: string): boolean {
  if (one === '' || other === '' || isSameName(one, other)) return true;
  const [shorter, longer] = [one.toLowerCase(), other.toLowerCase()].sort((a, b) => a.length - b.length);
  if (shorter === undefined || longer === undefined) return false;
  if (longer.startsWith(`${shorter} `) || longer.endsWith(` ${shorter}`)) return true;
  return longer.length < 60 && editDistance(shorter, longer) <= (shorter.length < 5 ? 1 : 2);
}
