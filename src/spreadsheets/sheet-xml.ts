import { writeSafely } from './safe-cell.ts';
import type { WritableTable } from './table.ts';
import { cellFormats, MAIN_NAMESPACE } from './xlsx-parts.ts';
import { xmlText } from './xml-text.ts';

/** Widths in characters of a column on the screen; between them it is as wide as its longest text. */
const MIN_WIDTH = 10;
const MAX_WIDTH = 60;

/**
 * The sheet of an XLSX file: a bold header that stays in view, every cell a text. Whole columns in `textColumns` are formatted as
 * text, also below the table, so that an ID typed there keeps its leading zeros.
 */
export function sheetXml(table: WritableTable, textColumns: ReadonlySet<number>): string {
  const widths = table.header.map((name) => name.length);
  const names = widths.map((_, column) => columnName(column));
  const formats = widths.map((_, column) => (textColumns.has(column) ? cellFormats.text : cellFormats.plain));
  let number = 1;
  let rows = rowXml(table.header, number, names, () => cellFormats.header);
  for (const { cells } of table.rows) {
    number += 1;
    rows += rowXml(cells, number, names, (column) => formats[column] ?? cellFormats.plain);
    for (let column = 0; column < cells.length; column += 1) {
      widths[column] = Math.max(widths[column] ?? 0, cells[column]?.length ?? 0);
    }
  }
  return sheetStart + columnsXml(widths, formats) + `<sheetData>${rows}</sheetData></worksheet>`;
}

const sheetStart = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN_NAMESPACE}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;

function columnsXml(widths: readonly number[], formats: readonly number[]): string {
  const columns = widths.map((width, column) => {
    const shown = Math.min(Math.max(width + 2, MIN_WIDTH), MAX_WIDTH);
    const place = `min="${column + 1}" max="${column + 1}"`;
    return `<col ${place} width="${shown}" style="${formats[column] ?? 0}" customWidth="1"/>`;
  });
  return columns.length === 0 ? '' : `<cols>${columns.join('')}</cols>`;
}

function rowXml(
  cells: readonly string[],
  number: number,
  names: readonly string[],
  formatOf: (column: number) => number,
): string {
  let xml = `<row r="${number}">`;
  cells.forEach((cell, column) => {
    if (cell === '') return;
    const place = `${names[column] ?? columnName(column)}${number}`;
    const text = xmlText(writeSafely(cell));
    xml += `<c r="${place}" s="${formatOf(column)}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
  });
  return `${xml}</row>`;
}

/** A, B, … Z, AA, … */
function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last;
}
