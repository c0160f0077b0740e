import { read, type CellObject, type ParsingOptions, type WorkBook } from 'xlsx';
import { refuse, type Result } from '#domain/result.ts';
import type { FileProblem } from '#domain/roster/file-problem.ts';
import { createTableBuilder, MAX_COLUMNS } from './build-table.ts';
import { createCellText } from './cell-text.ts';
import { decodeText } from './decode-text.ts';
import { isZip } from './file-signatures.ts';
import { readXlsxStrictly } from './read-xlsx-strictly.ts';
import { chooseSheet, type SheetReading } from './sheet-reading.ts';
import type { Table } from './table.ts';
import { unpackZip } from './unpack-zip.ts';
import { LAST_ROW } from './xlsx-sheet.ts';

/** Only what is used is made: no HTML, no formulas, and no formatted text except where it is asked for. */
const lean: ParsingOptions = {
  dense: true,
  cellHTML: false,
  cellFormula: false,
  cellText: false,
  cellNF: true,
};

/**
 * Reads the class list in a workbook (XLSX, XLS, ODS and others that SheetJS knows), `chosen` being the name of its sheet where several may
 * be meant. A row's number is the one the spreadsheet shows. Never throws for a file, however damaged.
 */
export function readXlsx(bytes: Uint8Array, chosen: string | null = null): Result<Table, FileProblem> {
  const readings = (isZip(bytes) ? readXlsxStrictly(bytes, chosen) : null) ?? readXlsxLeniently(bytes);
  return readings === null ? refuse({ code: 'file.unreadable' }) : chooseSheet(readings, chosen);
}

/** The sheets of a workbook of any kind, by the library that knows them all; null when it is damaged. */
export function readXlsxLeniently(bytes: Uint8Array): SheetReading[] | null {
  const sound = isZip(bytes) ? unpackZip(bytes) : bytes;
  return sound === null ? null : readWorkbook(() => read(sound, { ...lean, type: 'array' }));
}

/** The same for a web page or XML with a table. `raw` keeps every cell as the text it is. */
export function readMarkup(bytes: Uint8Array, chosen: string | null = null): Result<Table, FileProblem> {
  const readings = readWorkbook(() => read(decodeText(bytes).text, { ...lean, type: 'string', raw: true }));
  return readings === null ? refuse({ code: 'file.unreadable' }) : chooseSheet(readings, chosen);
}

function readWorkbook(open: () => WorkBook): SheetReading[] | null {
  let workbook: WorkBook;
  try {
    workbook = open();
  } catch {
    // A damaged file shows as any exception of any kind; nothing but the file is at work here.
    return null;
  }
  return workbook.SheetNames.map((name) => ({ name, table: readSheet(workbook, name) }));
}

function readSheet(workbook: WorkBook, name: string): Result<Table, FileProblem> {
  const builder = createTableBuilder();
  const cellText = createCellText(workbook.Workbook?.WBProps?.date1904 ?? false);
  const grid: (CellObject | undefined)[][] = workbook.Sheets[name]?.['!data'] ?? [];
  for (const index of positionsIn(grid)) {
    const cells = index < LAST_ROW ? readRow(grid[index] ?? [], cellText) : null;
    if (cells === null) return refuse({ code: 'file.unreadable' });
    builder.add(cells, index + 1);
  }
  return builder.finish();
}

/** The texts of a row; null when one stands further to the right than any class list reaches. */
function readRow(
  row: readonly (CellObject | undefined)[],
  cellText: (cell: CellObject) => string,
): string[] | null {
  const cells: string[] = [];
  for (const column of positionsIn(row)) {
    const cell = row[column];
    const text = cell === undefined ? '' : cellText(cell);
    if (text === '') continue;
    if (column >= MAX_COLUMNS) return null;
    while (cells.length < column) cells.push('');
    cells.push(text);
  }
  return cells;
}

/** Where a list has something, in order: a list that claims a billion places is not gone through. */
function positionsIn(list: readonly unknown[]): number[] {
  return Object.keys(list)
    .map(Number)
    .filter((position) => position >= 0);
}
