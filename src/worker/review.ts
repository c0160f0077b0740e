import { defaultPasswordPolicy } from '#domain/accounts/password-policy.ts';
import { checkRoster } from '#domain/roster/check-roster.ts';
import { withoutBlankRows } from '#domain/drafts/blank-rows.ts';
import { findRow } from '#domain/roster/find-row.ts';
import type { RowProblem } from '#domain/roster/problem.ts';
import type { Roster, RosterCheck } from '#domain/roster/roster.ts';
import type {
  ProblemGroup,
  ReviewSummary,
  RosterView,
  RowFilter,
  ViewRequest,
  ViewRow,
} from './roster-api.ts';

/** A checked roster, and which of its rows each filter shows; lists are made when they are first asked for. */
export interface Review {
  readonly roster: Roster;
  /** The same without blank rows: what is checked, counted and sent. */
  readonly counted: Roster;
  readonly check: RosterCheck;
  readonly rowNumbers: Map<string, readonly number[]>;
}

/** Checks a whole roster. The rules know the default password policy only; the district's is the server's to apply. */
export function reviewRoster(roster: Roster): Review {
  const counted = withoutBlankRows(roster);
  return {
    roster,
    counted,
    check: checkRoster(counted, { passwordPolicy: defaultPasswordPolicy }),
    rowNumbers: new Map(),
  };
}

/** Counts for the top of the review; problem groups with errors come first, then the more frequent ones. */
export function summarize({ check }: Review): ReviewSummary {
  const { rowCount, refusedRowCount, warnedRowCount, studentCount, classCount } = check;
  return {
    rowCount,
    refusedRowCount,
    warnedRowCount,
    studentCount,
    classCount,
    problemCounts: countProblems(check),
  };
}

/** A row has each problem at most once in a column, so problems are rows here. */
function countProblems({ problems }: RosterCheck): ReviewSummary['problemCounts'] {
  const groups = new Map<string, { first: RowProblem; rows: number }>();
  for (const one of problems) {
    const key = `${one.code} ${one.column}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: one, rows: 1 });
    else group.rows += 1;
  }
  return [...groups.values()]
    .sort((a, b) => a.first.severity.localeCompare(b.first.severity) || b.rows - a.rows)
    .map(({ first, rows }) => ({ code: first.code, column: first.column, rows }));
}

/** The rows of a filter from one position on, in file order. */
export function viewRows(review: Review, { filter, from, count }: ViewRequest): RosterView {
  if (filter === 'all') {
    const { rows } = review.roster;
    return {
      total: rows.length,
      rows: rows.slice(from, from + count).map((row) => viewRow(review, row.rowNumber)),
    };
  }
  const numbers = rowNumbersOf(review, filter);
  return {
    total: numbers.length,
    rows: numbers.slice(from, from + count).map((rowNumber) => viewRow(review, rowNumber)),
  };
}

/** One row with its problems; null when the roster has none of that number. */
export function findViewRow({ roster, check }: Review, rowNumber: number): ViewRow | null {
  const row = roster.rows[findRow(roster.rows, rowNumber)];
  if (row?.rowNumber !== rowNumber) return null;
  const problems: RowProblem[] = [];
  for (let at = findRow(check.problems, rowNumber); check.problems[at]?.rowNumber === rowNumber; at += 1) {
    problems.push(check.problems[at] as RowProblem);
  }
  return { rowNumber, cells: row.cells, problems };
}

function viewRow(review: Review, rowNumber: number): ViewRow {
  const row = findViewRow(review, rowNumber);
  if (row === null) throw new Error(`The roster has no row ${rowNumber}.`);
  return row;
}

function rowNumbersOf({ check, rowNumbers }: Review, filter: Exclude<RowFilter, 'all'>): readonly number[] {
  const key = filter === 'problems' ? filter : `${filter.code} ${filter.column}`;
  let numbers = rowNumbers.get(key);
  if (numbers === undefined) {
    const wanted = filter === 'problems' ? check.problems : check.problems.filter((one) => isOf(one, filter));
    numbers = [...new Set(wanted.map((one) => one.rowNumber))];
    rowNumbers.set(key, numbers);
  }
  return numbers;
}

function isOf(one: RowProblem, group: ProblemGroup): boolean {
  return one.code === group.code && one.column === group.column;
}
