import type { XlsxCellText } from './xlsx-cell.ts';
import { readCells } from './xlsx-cells.ts';
import { readDigits } from './xlsx-reference.ts';
import { createXmlCursor, nextAttribute, skipBlanks, take, type XmlCursor } from './xml-cursor.ts';

/** Rows of the largest sheet that any spreadsheet program makes. */
export const LAST_ROW = 1_048_576;

export type RowListener = (cells: string[], rowNumber: number) => void;

/**
 * Goes through the rows of a sheet once, from first to last. False when something stands there that this reader does not know, as soon as
 * it is met: rows out of order, cells outside their row, elements or kinds of values of another dialect.
 */
export function readXlsxSheet(xml: string, cellText: XlsxCellText, onRow: RowListener): boolean {
  const start = /<sheetData(?:\/>|>)/.exec(xml);
  if (start === null) return false;
  if (start[0].endsWith('/>')) return true;
  const cursor = createXmlCursor(xml, start.index + start[0].length);
  let last = 0;
  for (;;) {
    skipBlanks(cursor);
    if (take(cursor, '</sheetData>')) return true;
    const rowNumber = take(cursor, '<row') ? readRowNumber(cursor, last) : 0;
    if (rowNumber <= last || rowNumber > LAST_ROW) return false;
    last = rowNumber;
    if (isEmptyTag(cursor)) continue;
    const cells = readCells(cursor, rowNumber, cellText);
    if (cells === null) return false;
    if (cells.length > 0) onRow(cells, rowNumber);
  }
}

/** The row's own number, or the one after the last; 0 when the tag is broken. The cursor goes behind the tag. */
function readRowNumber(cursor: XmlCursor, last: number): number {
  let rowNumber = last + 1;
  for (let step = nextAttribute(cursor); step !== 'open' && step !== 'empty'; step = nextAttribute(cursor)) {
    if (step === 'broken') return 0;
    if (cursor.letter === R) rowNumber = readDigits(cursor.xml, cursor.from, cursor.to);
  }
  return rowNumber;
}

/** Whether the tag that ends at the cursor has no content. */
function isEmptyTag({ xml, at }: XmlCursor): boolean {
  return xml.charCodeAt(at - 2) === SLASH;
}

const SLASH = 0x2f;
const R = 0x72;
