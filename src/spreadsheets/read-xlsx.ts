import { read, type CellObject, type ParsingOptions, type WorkBook } from 'xlsx';
import { refuse, type Result } from '#domain/result.ts';
import type { FileProblem } from '#domain/roster/file-problem.ts';
import { mapHeader } from '#domain/roster/map-columns.ts';
import { createTableBuilder } from './build-table.ts';
import { createCellText } from './cell-text.ts';
import { decodeText } from './decode-text.ts';
import type { Table } from './table.ts';

/** Only what is used is made: no HTML, no formulas, and no formatted text except where it is asked for. */
const lean: ParsingOptions = {
  dense: true,
  cellHTML: false,
  cellFormula: false,
  cellText: false,
  cellNF: true,
};

/**
 * Reads the class list in a workbook (XLSX, XLS, ODS and others that SheetJS knows): the first sheet with the
 * roster's columns, so that a sheet of instructions may stand before it; else the first sheet with anything on it.
 * A row's number is the one the spreadsheet shows. Never throws for a file, however damaged.
 */
export function readXlsx(bytes: Uint8Array): Result<Table, FileProblem> {
  return readWorkbook(() => read(bytes, { ...lean, type: 'array' }));
}

/** The same for a web page or XML with a table. `raw` keeps every cell as the text it is. */
export function readMarkup(bytes: Uint8Array): Result<Table, FileProblem> {
  return readWorkbook(() => read(decodeText(bytes).text, { ...lean, type: 'string', raw: true }));
}

function readWorkbook(open: () => WorkBook): Result<Table, FileProblem> {
  let workbook: WorkBook;
  try {
    workbook = open();
  } catch {
    // A damaged file shows as any exception of any kind; nothing but the file is at work here.
    return refuse({ code: 'file.unreadable' });
  }
  let fallback: Result<Table, FileProblem> | null = null;
  for (const name of workbook.SheetNames) {
    const result = readSheet(workbook, name);
    if (result.ok && mapHeader(result.value.header).ok) return result;
    if (result.ok || result.refusal.code !== 'file.empty') fallback ??= result;
  }
  return fallback ?? refuse({ code: 'file.empty' });
}

function readSheet(workbook: WorkBook, name: string): Result<Table, FileProblem> {
  const builder = createTableBuilder();
  const cellText = createCellText(workbook.Workbook?.WBProps?.date1904 ?? false);
  const grid: (CellObject | undefined)[][] = workbook.Sheets[name]?.['!data'] ?? [];
  // forEach visits only rows and cells that exist; a sheet may claim a million empty ones.
  grid.forEach((row, index) => {
    const cells: string[] = [];
    row.forEach((cell, column) => {
      while (cells.length < column) cells.push('');
      cells.push(cell === undefined ? '' : cellText(cell));
    });
    builder.add(cells, index + 1);
  });
  return builder.finish();
}
