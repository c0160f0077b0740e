import type { Result } from '#domain/result.ts';
import type { FileProblem } from '#domain/roster/file-problem.ts';
import { detectFormat } from './detect-format.ts';
import { readCsv } from './read-csv.ts';
import { readMarkup, readXlsx } from './read-xlsx.ts';
import type { ReadListener, Table } from './table.ts';

/** Reads a file of any kind that Rollbook takes; `sheet` is the name of its sheet where several may be meant. */
export function readFile(
  bytes: Uint8Array,
  fileName: string,
  onRead?: ReadListener,
  sheet: string | null = null,
): Result<Table, FileProblem> {
  const format = detectFormat(bytes, fileName);
  if (!format.ok) return format;
  switch (format.value) {
    case 'text':
      return readCsv(bytes, onRead);
    case 'workbook':
      return readXlsx(bytes, sheet);
    case 'markup':
      return readMarkup(bytes, sheet);
  }
}
