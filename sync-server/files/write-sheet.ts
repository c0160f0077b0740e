import { Readable } from 'node:stream';
import type { FileFormat } from '#domain/batches/result-files.ts';
import { csvHead, csvRows } from '#spreadsheets/write-csv.ts';
import { textColumnsOf } from '#spreadsheets/text-columns.ts';
import { writeXlsx } from '#spreadsheets/write-xlsx.ts';
import type { SheetPages } from './result-sheets.ts';

export const fileMediaTypes: Readonly<Record<FileFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The file as a stream: CSV goes out as its rows are read; XLSX is an archive and has to be whole first. */
export function writeSheet(sheet: SheetPages, format: FileFormat): ReadableStream<Uint8Array> {
  const pieces = Readable.from(format === 'csv' ? csvPieces(sheet) : xlsxPieces(sheet));
  return Readable.toWeb(pieces) as ReadableStream<Uint8Array>;
}

async function* csvPieces({ header, pages }: SheetPages): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(csvHead(header));
  for await (const rows of pages) yield encoder.encode(csvRows(rows));
}

async function* xlsxPieces({ header, pages }: SheetPages): AsyncGenerator<Uint8Array> {
  const rows = [];
  for await (const page of pages) rows.push(...page);
  yield writeXlsx({ header, rows }, { sheetName: 'Roster', textColumns: textColumnsOf(header) });
}

/** `Content-Disposition` for any file name (RFC 6266): plain ASCII for old clients, UTF-8 for all others. */
export function attachment(fileName: string): string {
  const plain = fileName
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^ -~]|["\\%]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
