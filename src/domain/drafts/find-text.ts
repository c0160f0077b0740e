import type { SourceRow } from '../roster/roster.ts';
import type { CellChange } from './edit-draft.ts';

/** What to look for: a text, large and small letters alike. */
export interface TextSearch {
  readonly text: string;
  /** The one column to look in; null for all. */
  readonly columnIndex: number | null;
  /** Only cells that hold the text and nothing else; a blank text then finds blank cells. */
  readonly isWhole: boolean;
}

/** The cells in which the text is found, with what they hold, row by row. */
export function findCells(rows: readonly SourceRow[], search: TextSearch): CellChange[] {
  if (search.text === '' && !search.isWhole) return [];
  const pattern = patternOf(search);
  const found: CellChange[] = [];
  for (const { rowNumber, cells } of rows) {
    for (const [columnIndex, text] of cells.entries()) {
      const isWanted = search.columnIndex === null || search.columnIndex === columnIndex;
      if (isWanted && text.search(pattern) >= 0) found.push({ rowNumber, columnIndex, text });
    }
  }
  return found;
}

/** The text with everything that is found replaced. */
export function replaceText(text: string, search: TextSearch, replacement: string): string {
  return text.replaceAll(patternOf(search), () => replacement);
}

function patternOf({ text, isWhole }: TextSearch): RegExp {
  const literal = text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
  return new RegExp(isWhole ? `^${literal}$` : literal, 'giu');
}
