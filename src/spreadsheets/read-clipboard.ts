import { copiedNumber } from './copied-number.ts';
import { readSafely } from './safe-cell.ts';

/** A cell of a table on the clipboard, as the page that carries it has it. */
export interface CopiedCell {
  /** What is shown, with line breaks. */
  readonly text: string;
  readonly columnSpan: number;
  readonly rowSpan: number;
  /** Names in lower case; how each program says what is stored differs. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** What was copied: always as text, and by spreadsheets as a table too. */
export interface Copied {
  readonly text: string;
  readonly table: readonly (readonly CopiedCell[])[] | null;
  /** The style rules that came with the table. */
  readonly styles: string;
}

/** Columns a table may span at most; one that claims more comes from something that is no spreadsheet. */
const MOST_COLUMNS = 1_000;

/**
 * The cells of what was copied, row by row, each row as long as the longest. A table is read before the text beside it, which
 * shows shortened numbers only. A merged cell has its text in its first place.
 */
export function readClipboard({ text, table, styles }: Copied): string[][] {
  const rows = table === null ? readTabText(text) : readTable(table, styles);
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  return rows.map((cells) => Array.from({ length: width }, (_, index) => readSafely(cells[index] ?? '')));
}

/**
 * Text with tabs between cells. Quotes count only around a whole cell, as spreadsheets write them when it holds tabs, quotes or
 * line breaks; any other quote is part of the text.
 */
export function readTabText(text: string): string[][] {
  if (text === '') return [];
  const body = text.replace(/(?:\r\n|\n|\r)$/, '');
  const cell = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/y;
  const rows: string[][] = [[]];
  for (let match = cell.exec(body); match !== null; match = cell.exec(body)) {
    const [, quoted, plain = '', mark] = match;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"').replaceAll(/\r\n?/g, '\n') ?? plain);
    if (mark === '') break;
    if (mark !== '\t') rows.push([]);
  }
  return rows;
}

function readTable(table: readonly (readonly CopiedCell[])[], styles: string): string[][] {
  const rows: string[][] = table.map(() => []);
  for (const [rowIndex, cells] of table.entries()) {
    let column = 0;
    for (const cell of cells) {
      while (rows[rowIndex]?.[column] !== undefined) column += 1;
      fill(rows.slice(rowIndex, rowIndex + cell.rowSpan), column, Math.min(cell.columnSpan, MOST_COLUMNS));
      const first = rows[rowIndex];
      if (first) first[column] = textOf(cell, styles);
    }
  }
  return rows;
}

/** The places a cell covers are taken, and blank. */
function fill(rows: readonly string[][], column: number, span: number): void {
  for (const row of rows) {
    for (let covered = column; covered < column + span; covered += 1) row[covered] = '';
  }
}

function textOf(cell: CopiedCell, styles: string): string {
  const whole = cell.attributes['x:str'];
  if (whole !== undefined && whole !== '') return whole;
  return copiedNumber(cell, styles) ?? cell.text;
}
