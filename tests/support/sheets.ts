import type { FileFormat } from '#domain/batches/result-files.ts';
import { readFile } from '#spreadsheets/read-file.ts';
import { writeCsv } from '#spreadsheets/write-csv.ts';
import { writeXlsx } from '#spreadsheets/write-xlsx.ts';
import type { GivenFile } from './journey.ts';

/** A sheet as a test thinks of it: a header and rows of texts. */
export interface Sheet {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Writes a sheet as a file. */
export function sheetFile(name: string, sheet: Sheet, format: FileFormat): GivenFile {
  const rows = sheet.rows.map((cells, index) => ({ rowNumber: index + 2, cells }));
  const table = { header: sheet.header, rows };
  const bytes =
    format === 'csv'
      ? new TextEncoder().encode(writeCsv(table))
      : writeXlsx(table, { sheetName: 'Class', textColumns: [0] });
  return { name: `${name}.${format}`, bytes };
}

/** Reads a file the product wrote. */
export function readSheet({ name, bytes }: GivenFile): Sheet {
  const table = readFile(bytes, name);
  if (!table.ok) throw new Error(`${name} cannot be read: ${table.refusal.code}`);
  return { header: table.value.header, rows: table.value.rows.map((row) => row.cells) };
}

/** The texts of one column. */
export function column(sheet: Sheet, header: string): string[] {
  const index = sheet.header.indexOf(header);
  if (index < 0) throw new Error(`There is no column ${header} in: ${sheet.header.join(', ')}`);
  return sheet.rows.map((row) => row[index] ?? '');
}

/** The sheet with one cell of one row changed; rows are found by their Student ID. */
export function withCell(sheet: Sheet, studentId: string, header: string, text: string): Sheet {
  const row = column(sheet, 'Student ID').indexOf(studentId);
  const index = sheet.header.indexOf(header);
  return {
    header: sheet.header,
    rows: sheet.rows.map((cells, at) => (at === row ? cells.with(index, text) : cells)),
  };
}
