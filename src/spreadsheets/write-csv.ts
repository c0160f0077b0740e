import { writeSafely } from './safe-cell.ts';
import type { WritableTable } from './table.ts';

/** Excel takes a CSV for UTF-8 only when it begins with this mark. */
const BYTE_ORDER_MARK = '\ufeff';

/** The beginning of a CSV file: the mark and the header row. Append `csvRows` to it as rows come. */
export function csvHead(header: readonly string[]): string {
  return BYTE_ORDER_MARK + csvRow(header);
}

/** Rows as CSV text, one piece of a file: RFC 4180, lines end with CR LF, formulas neutralised. */
export function csvRows(rows: WritableTable['rows']): string {
  let text = '';
  for (const row of rows) text += csvRow(row.cells);
  return text;
}

/** A whole CSV file as text; encode it as UTF-8. For long files append the pieces instead. */
export function writeCsv(table: WritableTable): string {
  return csvHead(table.header) + csvRows(table.rows);
}

function csvRow(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** Semicolons and tabs are quoted as well, for programs that expect them between cells. */
const needsQuotes = /[",;\t\r\n]/;

function csvCell(text: string): string {
  const safe = writeSafely(text);
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
