import { isGuid } from '../ids.ts';
import { checkEmail } from './check-cell.ts';
import { readDate } from './read-date.ts';
import { readGrade } from './read-grade.ts';
import { splitName } from './split-name.ts';

/** How many of the filled cells must be of a kind for the column to be: a slip or two must not hide it. */
const mostCells = 0.9;

/** What the filled cells of a column look like. */
export interface ColumnContent {
  readonly filled: number;
  /** No two filled cells are the same. */
  readonly isDistinct: boolean;
  readonly holdsEmails: boolean;
  /** GUIDs of the kind Rollbook makes (version 7), which other programs hardly use. */
  readonly holdsOwnGuids: boolean;
  /** Grades, and whether some are written so that they can be nothing else (`3rd`, `K`): bare numbers may count anything. */
  readonly grades: 'certain' | 'numbers' | 'none';
  readonly holdsDates: boolean;
  /** Whole names as `Last, First`. */
  readonly holdsLastFirst: boolean;
  /** At least half of them are. */
  readonly oftenLastFirst: boolean;
  /** No two cells the same, no spaces, at least one digit in each, and not just 1, 2, 3: what could be an ID. */
  readonly holdsDistinctCodes: boolean;
}

/** Looks at the cells of one column, cleaned as `normalizeCell` does. */
export function readContent(cells: readonly string[]): ColumnContent {
  const filled = cells.filter((cell) => cell !== '');
  const most = (is: (cell: string) => boolean) =>
    filled.length > 0 && filled.filter(is).length >= filled.length * mostCells;
  const isDistinct = new Set(filled).size === filled.length;
  const holdsEmails = most((cell) => checkEmail(cell) === null);
  const holdsDates = most((cell) => readDate(cell).type !== 'unreadable' && /\D/.test(cell));
  return {
    filled: filled.length,
    isDistinct,
    holdsEmails,
    holdsDates,
    holdsOwnGuids: most((cell) => isGuid(cell) && cell[14] === '7'),
    grades: readGrades(filled, most),
    holdsLastFirst: most(isLastFirst),
    oftenLastFirst: filled.length > 0 && filled.filter(isLastFirst).length * 2 >= filled.length,
    holdsDistinctCodes:
      !holdsEmails && !holdsDates && isDistinct && most(isCode) && !isCounting(filled) && filled.length > 0,
  };
}

function isLastFirst(cell: string): boolean {
  return splitName(cell) !== null;
}

function readGrades(
  filled: readonly string[],
  most: (is: (cell: string) => boolean) => boolean,
): ColumnContent['grades'] {
  if (!most((cell) => readGrade(cell) !== null)) return 'none';
  return filled.some((cell) => readGrade(cell) !== null && /\D/.test(cell)) ? 'certain' : 'numbers';
}

/** The numbers of a list: 1, 2, 3. */
function isCounting(filled: readonly string[]): boolean {
  return filled.every((cell, index) => cell === String(index + 1));
}

/** Digits in it, no spaces, and no telephone number (`555-0101`, `+1…`). */
function isCode(cell: string): boolean {
  return cell.length <= 20 && /\d/.test(cell) && !/[\s()+]|^\d{3}-\d{4}$|^\d{3}-\d{3}-\d{4}$/.test(cell);
}
