import { mapHeader, readHeader } from './map-columns.ts';

/** Rows from the top of a sheet among which the header is looked for: school systems put a title, a date or notes above it. */
export const headerSearchRows = 20;

/** Known names that make a row look like a header; one alone may be a word in a note. */
const leastKnownNames = 2;

/** Whether a row is a header beyond doubt: it names what a roster needs. */
export function isHeader(cells: readonly string[]): boolean {
  return countKnownNames(cells) >= leastKnownNames && mapHeader(cells).ok;
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

function countKnownNames(cells: readonly string[]): number {
  return readHeader(cells).filter((key) => key !== null).length;
}
