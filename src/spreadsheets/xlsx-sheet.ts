import { MAX_COLUMNS } from './build-table.ts';
import type { XlsxCellText } from './xlsx-cell.ts';
import { readRichText } from './xlsx-shared-strings.ts';
import {
  createXmlCursor,
  nextAttribute,
  skipBlanks,
  take,
  type TagStep,
  type XmlCursor,
} from './xml-cursor.ts';

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

/** The texts of a row, without blank ones at the end. */
function readCells(cursor: XmlCursor, rowNumber: number, cellText: XlsxCellText): string[] | null {
  const cells: string[] = [];
  const cell: CellTag = { column: -1, type: '', style: 0 };
  for (;;) {
    skipBlanks(cursor);
    if (take(cursor, '</row>')) return cells;
    const before = cell.column;
    const step = take(cursor, '<c') ? readCellTag(cursor, cell, rowNumber) : 'broken';
    if (step === 'broken' || cell.column <= before) return null;
    if (step === 'empty') continue;
    const text = readCellContent(cursor, cell, cellText);
    if (text === null || (text !== '' && cell.column >= MAX_COLUMNS)) return null;
    if (text === '') continue;
    while (cells.length < cell.column) cells.push('');
    cells.push(text);
  }
}

/** One for all cells of a row; only looked at until the next is read. */
interface CellTag {
  column: number;
  type: string;
  style: number;
}

function readCellTag(cursor: XmlCursor, cell: CellTag, rowNumber: number): TagStep {
  cell.column += 1;
  cell.type = '';
  cell.style = 0;
  for (;;) {
    const step = nextAttribute(cursor);
    if (step !== 'attribute') return step;
    const { xml, from, to } = cursor;
    if (cursor.letter === R) cell.column = readColumn(xml, from, to, rowNumber);
    else if (cursor.letter === S) cell.style = readDigits(xml, from, to);
    else if (cursor.letter === T) cell.type = xml.slice(from, to);
  }
}

/** The cursor stands behind the opening tag and goes behind the closing one. */
function readCellContent(cursor: XmlCursor, { type, style }: CellTag, cellText: XlsxCellText): string | null {
  skipBlanks(cursor);
  if (!skipFormula(cursor)) return null;
  if (take(cursor, '</c>')) return '';
  if (type === 'inlineStr') return readInlineText(cursor);
  const raw = readValue(cursor);
  skipBlanks(cursor);
  return raw !== null && take(cursor, '</c>') ? cellText(type, style, raw) : null;
}

function readValue(cursor: XmlCursor): string | null {
  if (take(cursor, '<v/>')) return '';
  if (!take(cursor, '<v>') && !take(cursor, '<v xml:space="preserve">')) return null;
  const { xml, at } = cursor;
  const end = xml.indexOf('<', at);
  if (end === -1) return null;
  cursor.at = end;
  return take(cursor, '</v>') ? xml.slice(at, end) : null;
}

/** A formula is nothing to us, only its last result; false when the formula does not end. */
function skipFormula(cursor: XmlCursor): boolean {
  if (!take(cursor, '<f')) return true;
  let step = nextAttribute(cursor);
  while (step === 'attribute') step = nextAttribute(cursor);
  if (step === 'broken') return false;
  if (step === 'open') {
    cursor.at = cursor.xml.indexOf('<', cursor.at);
    if (cursor.at === -1 || !take(cursor, '</f>')) return false;
  }
  skipBlanks(cursor);
  return true;
}

function readInlineText(cursor: XmlCursor): string | null {
  const { xml, at } = cursor;
  const end = xml.indexOf('</is>', at);
  if (end === -1 || !take(cursor, '<is>')) return null;
  const content = xml.slice(cursor.at, end);
  const text = content.includes('</c>') ? null : readRichText(content);
  cursor.at = end + '</is>'.length;
  skipBlanks(cursor);
  return take(cursor, '</c>') ? text : null;
}

/** The column of a reference such as `AB12`, counted from 0; -1 when it is none, or belongs to another row. */
function readColumn(xml: string, from: number, to: number, rowNumber: number): number {
  let column = 0;
  let at = from;
  for (; at < to && at < from + 4; at += 1) {
    const letter = xml.charCodeAt(at) - LETTER_BEFORE_A;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return readDigits(xml, at, to) === rowNumber ? column - 1 : -1;
}

/** A number of digits only; -1 when it is none, or longer than any that is used here. */
function readDigits(xml: string, from: number, to: number): number {
  if (to <= from || to - from > 9) return -1;
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = xml.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

const SLASH = 0x2f;
const ZERO = 0x30;
const LETTER_BEFORE_A = 0x40;
const R = 0x72;
const S = 0x73;
const T = 0x74;
