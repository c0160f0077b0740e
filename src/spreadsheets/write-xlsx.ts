import { utils, write, type CellObject, type WorkSheet } from 'xlsx';
import { writeSafely } from './safe-cell.ts';
import type { WritableTable } from './table.ts';

export interface XlsxLayout {
  readonly sheetName: string;
  /** Positions of columns that hold IDs: formatted as text, so that a spreadsheet keeps leading zeros and long numbers. */
  readonly textColumns: readonly number[];
  /** Empty rows below the table whose text columns are formatted too, so that IDs typed there keep their zeros. */
  readonly spareRows: number;
}

/** SheetJS's code of the number format "Text". */
const TEXT_FORMAT = '@';

/** An XLSX file with one sheet. Every cell is a text, whatever it looks like; formulas are neutralised as in CSV. */
export function writeXlsx(table: WritableTable, layout: XlsxLayout): ArrayBuffer {
  const isText = table.header.map((_, column) => layout.textColumns.includes(column));
  const widths = table.header.map((name) => name.length);
  const data = [table.header.map((name, column) => textCell(name, isText[column] ?? false))];
  for (const { cells } of table.rows) {
    data.push(cells.map((cell, column) => textCell(cell, isText[column] ?? false)));
    cells.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)));
  }
  for (let spare = 0; spare < layout.spareRows; spare += 1) data.push(isText.map(spareCell));
  return write(
    { SheetNames: [layout.sheetName], Sheets: { [layout.sheetName]: sheetOf(data, widths) } },
    { type: 'array', bookType: 'xlsx', compression: true },
  ) as ArrayBuffer;
}

function sheetOf(data: CellObject[][], widths: readonly number[]): WorkSheet {
  const end = { r: data.length - 1, c: Math.max(0, widths.length - 1) };
  return {
    '!data': data,
    '!ref': utils.encode_range({ r: 0, c: 0 }, end),
    '!cols': widths.map((width) => ({ wch: Math.min(Math.max(width + 2, 10), 60) })),
  };
}

function textCell(text: string, asText: boolean): CellObject {
  const cell: CellObject = { t: 's', v: escapeCodes(writeSafely(text)) };
  if (asText) cell.z = TEXT_FORMAT;
  return cell;
}

function spareCell(asText: boolean): CellObject {
  return asText ? { t: 'z', z: TEXT_FORMAT } : { t: 'z' };
}

/** In XLSX `_x0041_` is the letter A (ECMA-376 part 1, ST_Xstring); a text that looks so has its first mark escaped. */
function escapeCodes(text: string): string {
  return text.includes('_x') ? text.replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_') : text;
}
