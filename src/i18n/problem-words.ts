import type { ProblemCode, RowProblem } from '#domain/roster/problem.ts';
import type { ColumnKey } from '#domain/roster/template.ts';

/** Names of columns in the reader's language: of the problem's own column, and of any other. */
export interface ColumnWords {
  readonly column: string;
  readonly nameOf: (key: ColumnKey) => string;
}

/** A sentence or two for every problem code; a code without one does not compile. */
export type ProblemWords = {
  readonly [Code in ProblemCode]: (
    problem: Extract<RowProblem, { readonly code: Code }>,
    words: ColumnWords,
  ) => string;
};

/** Longest part of a cell that a sentence repeats, in characters. */
const longestShown = 40;

/** A cell's text inside a sentence. Curly quotes: straight ones are doubled in CSV and hard to read there. */
export function shown(text: string): string {
  const characters = Array.from(text);
  const isLong = characters.length > longestShown;
  return `“${isLong ? `${characters.slice(0, longestShown).join('')}…` : text}”`;
}
