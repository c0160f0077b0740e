import { findFilledCells } from './fill-blanks.ts';
import { findDisagreements } from './find-disagreements.ts';
import { findRepeats } from './find-repeats.ts';
import { findShortIds } from './find-short-ids.ts';
import { createRowReader } from './normalize-row.ts';
import type { RowProblem } from './problem.ts';
import { countNamed, indexRows } from './roster-index.ts';
import type { Roster, RosterCheck, SourceRow } from './roster.ts';
import type { RosterRow } from './row.ts';
import { columnKeys, type ColumnKey, type Mapping } from './template.ts';
import { addRowProblems, type CheckContext } from './validate-row.ts';

/** A check that takes rows as they are read. `finish` is called once, after the last row. */
export interface RunningCheck {
  readonly add: (row: SourceRow) => void;
  readonly finish: () => RosterCheck;
}

/** Checks a whole roster: every problem of every row, alone and beside the others. Needs nothing of what the server knows. */
export function checkRoster(roster: Roster, context: CheckContext): RosterCheck {
  const check = createRosterCheck(roster.mapping, context);
  for (const row of roster.rows) check.add(row);
  return check.finish();
}

/** As `checkRoster`, for rows that come one after the other; both give the same answer. */
export function createRosterCheck(mapping: Mapping, context: CheckContext): RunningCheck {
  const readRow = createRowReader(mapping);
  const problems: RowProblem[] = [];
  const rows: RosterRow[] = [];
  return {
    add(source) {
      const row = readRow(source);
      const problemsBefore = problems.length;
      addRowProblems(row, context, problems);
      rows.push(problems.length === problemsBefore ? row : blankFaulty(row, problems, problemsBefore));
    },
    finish() {
      const index = indexRows(rows);
      const all = inOrder([
        ...problems,
        ...findDisagreements(index),
        ...findRepeats(index),
        ...findShortIds(index),
      ]);
      const refusedRows = refusedRowsOf(all);
      const markedRows = new Set(all.map((one) => one.rowNumber));
      return {
        problems: all,
        rowCount: rows.length,
        refusedRowCount: refusedRows.size,
        warnedRowCount: markedRows.size - refusedRows.size,
        studentCount: countNamed(index.students, 'studentId'),
        classCount: countNamed(index.classes, 'classId'),
        filledCells: findFilledCells(index, refusedRows),
      };
    },
  };
}

function blankFaulty(row: RosterRow, problems: readonly RowProblem[], from: number): RosterRow {
  // A copy that is then changed keeps the shape that all rows have, and stays as fast to read.
  const cells: Partial<Record<ColumnKey, string>> = { ...row.cells };
  for (let at = from; at < problems.length; at += 1) cells[(problems[at] as RowProblem).column] = '';
  return { rowNumber: row.rowNumber, cells };
}

const columnOrder = new Map<ColumnKey, number>(columnKeys.map((key, position) => [key, position]));

/** By row, then by template column; problems of one cell stay as they were found. */
function inOrder(problems: RowProblem[]): RowProblem[] {
  return problems.sort((a, b) => a.rowNumber - b.rowNumber || orderOf(a.column) - orderOf(b.column));
}

function orderOf(column: ColumnKey): number {
  return columnOrder.get(column) ?? 0;
}

function refusedRowsOf(problems: readonly RowProblem[]): Set<number> {
  return new Set(problems.filter((one) => one.severity === 'error').map((one) => one.rowNumber));
}
