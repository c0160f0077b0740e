import { createRowReader } from '../normalize-row.ts';
import type { ProblemCode, RowProblem } from '../problem.ts';
import type { Roster, RosterCheck, SourceRow } from '../roster.ts';
import type { RosterRow } from '../row.ts';
import type { ColumnKey } from '../template.ts';
import type { CheckContext } from '../validate-row.ts';

/** What repairs are found from: a roster, what is wrong with it, and its rows as the rules see them. */
export interface RepairGround {
  readonly roster: Roster;
  readonly check: RosterCheck;
  readonly context: CheckContext;
  /** Parallel to the roster's rows. */
  readonly rows: readonly RosterRow[];
  readonly rowByNumber: ReadonlyMap<number, RosterRow>;
  readonly problemsByCode: ReadonlyMap<ProblemCode, readonly RowProblem[]>;
  /** Rows and columns with a problem, as `placeOf` writes them. */
  readonly troubledCells: ReadonlySet<string>;
  /** Every problem there is, as `nameOf` writes it. */
  readonly problemNames: ReadonlySet<string>;
}

export function createRepairGround(roster: Roster, check: RosterCheck, context: CheckContext): RepairGround {
  const readRow = createRowReader(roster.mapping);
  const rows = roster.rows.map((row: SourceRow) => readRow(row));
  const problemsByCode = new Map<ProblemCode, RowProblem[]>();
  for (const one of check.problems) {
    const known = problemsByCode.get(one.code);
    if (known) known.push(one);
    else problemsByCode.set(one.code, [one]);
  }
  return {
    roster,
    check,
    context,
    rows,
    rowByNumber: new Map(rows.map((row) => [row.rowNumber, row])),
    problemsByCode,
    troubledCells: new Set(check.problems.map(placeOf)),
    problemNames: new Set(check.problems.map(nameOf)),
  };
}

/** A row and a column as one text, to be found in a set. */
export function placeOf({ rowNumber, column }: { rowNumber: number; column: ColumnKey }): string {
  return `${rowNumber} ${column}`;
}

/** A problem as one text: where it is, and what. */
export function nameOf(one: Pick<RowProblem, 'rowNumber' | 'column' | 'code'>): string {
  return `${placeOf(one)} ${one.code}`;
}

/** Whether the file has a column of this meaning, and of this alone: one that a repair may write to. */
export function hasColumn({ roster }: RepairGround, column: ColumnKey): boolean {
  return roster.mapping.includes(column);
}

/** The problems of these codes, by the column they stand in; columns that a repair cannot write to are left out. */
export function problemsByColumn(
  ground: RepairGround,
  codes: readonly ProblemCode[],
): ReadonlyMap<ColumnKey, readonly RowProblem[]> {
  const found = codes.flatMap((code) => ground.problemsByCode.get(code) ?? []);
  const grouped = groupBy(found, ({ column }) => column);
  return new Map([...grouped].filter(([column]) => hasColumn(ground, column)));
}

/** The text of a cell, '' when there is no such row or cell. */
export function textAt(ground: RepairGround, rowNumber: number, column: ColumnKey): string {
  return ground.rowByNumber.get(rowNumber)?.cells[column] ?? '';
}

/** Things by a key of theirs, in the order in which they came. */
export function groupBy<One, Key>(all: readonly One[], keyOf: (one: One) => Key): Map<Key, One[]> {
  const groups = new Map<Key, One[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

/** The numbers of the rows, each once, in row order. */
export function rowNumbersOf(rows: readonly { readonly rowNumber: number }[]): number[] {
  return [...new Set(rows.map((row) => row.rowNumber))].sort((one, other) => one - other);
}
