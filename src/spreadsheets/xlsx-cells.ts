import { MAX_COLUMNS } from './build-table.ts';
import type { XlsxCellText } from './xlsx-cell.ts';
import { readColumn, readDigits } from './xlsx-reference.ts';
import { readRichText } from './xlsx-shared-strings.ts';
import { nextAttribute, skipBlanks, take, type TagStep, type XmlCursor } from './xml-cursor.ts';

/** The texts of a row, without blank ones at the end. */
export function readCells(cursor: XmlCursor, rowNumber: number, cellText: XlsxCellText): string[] | null {
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

const R = 0x72;
const S = 0x73;
const T = 0x74;
