import { fillBlanks } from '../roster/fill-blanks.ts';
import { createRowReader } from '../roster/normalize-row.ts';
import type { RowProblem } from '../roster/problem.ts';
import { readEntry } from '../roster/read-entry.ts';
import type { Roster, RosterCheck, SourceRow } from '../roster/roster.ts';
import type { StudentEntry } from '../roster/row.ts';

/** A row and what the roster rules said about it. */
export interface CheckedRow {
  readonly entry: StudentEntry;
  readonly problems: readonly RowProblem[];
}

const noProblems: readonly RowProblem[] = [];

/** Reads rows of a checked roster as they are decided: blanks filled from rows of the same student or class. */
export function createRowChecker(
  mapping: Roster['mapping'],
  check: Pick<RosterCheck, 'problems' | 'filledCells'>,
): (source: SourceRow) => CheckedRow {
  const readRow = createRowReader(mapping);
  const problems = problemsByRow(check.problems);
  return (source) => ({
    entry: readEntry(fillBlanks(readRow(source), check.filledCells)),
    problems: problems.get(source.rowNumber) ?? noProblems,
  });
}

function problemsByRow(problems: readonly RowProblem[]): Map<number, RowProblem[]> {
  const byRow = new Map<number, RowProblem[]>();
  for (const problem of problems) {
    const known = byRow.get(problem.rowNumber);
    if (known) known.push(problem);
    else byRow.set(problem.rowNumber, [problem]);
  }
  return byRow;
}
