import { defaultPasswordPolicy, type PasswordPolicy } from '#domain/accounts/password-policy.ts';
import { checkRoster } from '#domain/roster/check-roster.ts';
import { withoutBlankRows } from '#domain/drafts/blank-rows.ts';
import { findRow } from '#domain/roster/find-row.ts';
import type { RowProblem } from '#domain/roster/problem.ts';
import type { Roster, RosterCheck } from '#domain/roster/roster.ts';
import type {
  ProblemGroup,
  ReviewSummary,
  RosterView,
  RowChoice,
  RowFilter,
  RowSort,
  ViewRequest,
  ViewRow,
} from './roster-api.ts';
import { rowsOfRepair } from './review-repairs.ts';
import { rowsOfKind, type ComparedRows } from './school-comparison.ts';
import { inOrder, sortKey, sortRows, type RowOrder } from './row-order.ts';

/** A checked roster, and which of its rows each filter shows; lists are made when they are first asked for. */
export interface Review {
  readonly roster: Roster;
  /** The same without blank rows: what is checked, counted and sent. */
  readonly counted: Roster;
  readonly check: RosterCheck;
  readonly rowNumbers: Map<string, readonly number[]>;
  /** How the rows were sorted last. */
  order: RowOrder | null;
  /** What the last comparison with the school said. */
  compared: ComparedRows | null;
  readonly passwordPolicy: PasswordPolicy;
}

/** What a review of the same roster goes on with. */
type Kept = Pick<Review, 'order' | 'compared' | 'passwordPolicy'>;

const nothingKept: Kept = { order: null, compared: null, passwordPolicy: defaultPasswordPolicy };

/** Checks a whole roster; by the default password policy until the district's is known. */
export function reviewRoster(
  roster: Roster,
  { order, compared, passwordPolicy }: Kept = nothingKept,
): Review {
  const counted = withoutBlankRows(roster);
  return {
    roster,
    counted,
    check: checkRoster(counted, { passwordPolicy }),
    rowNumbers: new Map(),
    order,
    compared,
    passwordPolicy,
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

/** The rows of a filter from one position on, in their order. */
export function viewRows(review: Review, { filter, sort, from, count }: ViewRequest): RosterView {
  const { rows } = review.roster;
  const numbers = filter === 'all' && !sort ? rows : rowNumbersOf(review, { filter, sort });
  const shown = numbers.slice(from, from + count);
  return {
    total: numbers.length,
    allRows: rows.length,
    nextRowNumber: (rows.at(-1)?.rowNumber ?? 1) + 1,
    rows: shown.map((one) => viewRow(review, typeof one === 'number' ? one : one.rowNumber)),
  };
}

/** Position of a row among those of a filter, in their order; null when it is not among them. */
export function findPosition(review: Review, rowNumber: number, rows: RowChoice): number | null {
  const position = rowNumbersOf(review, rows).indexOf(rowNumber);
  return position < 0 ? null : position;
}

/** Position of the first row with a problem from this one on, and from the start again; null when no row has one. */
export function findNextProblem(review: Review, from: number, rows: RowChoice): number | null {
  const numbers = rowNumbersOf(review, rows);
  const wrong = new Set(review.check.problems.map((one) => one.rowNumber));
  for (let step = 0; step < numbers.length; step += 1) {
    const position = (from + step) % numbers.length;
    if (wrong.has(numbers[position] ?? 0)) return position;
  }
  return null;
}

/** One row with its problems; null when the roster has none of that number. */
export function findViewRow({ roster, check, compared }: Review, rowNumber: number): ViewRow | null {
  const row = roster.rows[findRow(roster.rows, rowNumber)];
  if (row?.rowNumber !== rowNumber) return null;
  const problems: RowProblem[] = [];
  for (let at = findRow(check.problems, rowNumber); check.problems[at]?.rowNumber === rowNumber; at += 1) {
    problems.push(check.problems[at] as RowProblem);
  }
  const preview = compared?.previews.get(row);
  if (preview === undefined) return { rowNumber, cells: row.cells, problems };
  return { rowNumber, cells: row.cells, problems: [...problems, ...preview.problems], preview };
}

function viewRow(review: Review, rowNumber: number): ViewRow {
  const row = findViewRow(review, rowNumber);
  if (row === null) throw new Error(`The roster has no row ${rowNumber}.`);
  return row;
}

function rowNumbersOf(review: Review, { filter, sort }: RowChoice): readonly number[] {
  const name = filterName(filter, review);
  const key = sort ? `${name} ${sortKey(sort)}` : name;
  let numbers = review.rowNumbers.get(key);
  if (numbers === undefined) {
    const filtered = filteredRows(review, filter);
    numbers = sort ? inOrder(filtered, orderOf(review, sort)) : filtered;
    review.rowNumbers.set(key, numbers);
  }
  return numbers;
}

function filterName(filter: RowFilter, { compared }: Review): string {
  if (typeof filter === 'string') return filter;
  if ('outcome' in filter) return `${filter.outcome} ${compared?.turn ?? 0}`;
  if ('repair' in filter) return `${filter.repair} ${compared?.turn ?? 0}`;
  return `${filter.code} ${filter.column}`;
}

function filteredRows(review: Review, filter: RowFilter): readonly number[] {
  const { roster, check } = review;
  if (filter === 'all') return roster.rows.map((row) => row.rowNumber);
  if (typeof filter === 'object' && 'outcome' in filter) return rowsOfKind(review, filter.outcome);
  if (typeof filter === 'object' && 'repair' in filter) return rowsOfRepair(review, filter.repair);
  const wanted = filter === 'problems' ? check.problems : check.problems.filter((one) => isOf(one, filter));
  return [...new Set(wanted.map((one) => one.rowNumber))];
}

function orderOf(review: Review, sort: RowSort): RowOrder {
  if (review.order?.key !== sortKey(sort)) review.order = sortRows(review.roster.rows, sort);
  return review.order;
}

function isOf(one: RowProblem, group: ProblemGroup): boolean {
  return one.code === group.code && one.column === group.column;
}
