import { isGuid } from '../ids.ts';
import { checkEmail } from './check-cell.ts';
import { readNameOfWholeNames } from './header-whole-names.ts';
import { namesRoster, readHeader } from './map-columns.ts';
import { readDate } from './read-date.ts';
import type { SourceRow } from './roster.ts';

/** Rows from the top of a sheet among which the header is looked for: school systems put a title, a date or notes above it. */
export const headerSearchRows = 20;

/** Known names that make a row look like a header; one alone may be a word in a note. */
const leastKnownNames = 2;

/** Whether a row is a header beyond doubt: it names what a roster needs. */
export function isHeader(cells: readonly string[]): boolean {
  return countKnownNames(cells) >= leastKnownNames && namesRoster(cells);
}

/**
 * Position of the row to call the header when none is one beyond doubt, so that the refusal tells of the row that was meant:
 * the first with the most known names; the first of all when no row has several.
 */
export function likeliestHeader(rows: readonly (readonly string[])[]): number {
  const counts = rows.map(countKnownNames);
  const most = Math.max(0, ...counts);
  return most >= leastKnownNames ? counts.indexOf(most) : 0;
}

/**
 * Whether what stands where the header should be is data: no name is known, and a cell is of the same unmistakable kind (a number,
 * a day, an e-mail address, a GUID) as those below it.
 */
export function isDataRow(header: readonly string[], rows: readonly SourceRow[]): boolean {
  if (countKnownNames(header) > 0) return false;
  return header.some((text, index) => {
    const kind = kindOf(text.trim());
    const below = rows.slice(0, headerSearchRows).map(({ cells }) => (cells[index] ?? '').trim());
    const filled = below.filter((cell) => cell !== '');
    return kind !== null && filled.length > 0 && filled.every((cell) => kindOf(cell) === kind);
  });
}

function kindOf(text: string): 'number' | 'day' | 'email' | 'guid' | null {
  if (/^\d+$/.test(text)) return 'number';
  if (isGuid(text)) return 'guid';
  if (text.includes('@')) return checkEmail(text) === null ? 'email' : null;
  return /\d/.test(text) && readDate(text).type !== 'unreadable' ? 'day' : null;
}

/** How many cells of a row are names of columns that we know, whole names among them. */
export function countKnownNames(cells: readonly string[]): number {
  return readHeader(cells).filter(
    (key, index) => key !== null || readNameOfWholeNames(cells[index] ?? '') !== null,
  ).length;
}

/** The first cells with text, as the person sees them; cut, because a file without a header has anything there. */
export function showStart(header: readonly string[]): string {
  const cells = header.map((text) => text.trim()).filter((text) => text !== '');
  return cells.slice(0, 4).join(', ').slice(0, 80);
}
