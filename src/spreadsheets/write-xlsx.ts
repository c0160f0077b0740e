import { CFB } from 'xlsx';
import { sheetXml } from './sheet-xml.ts';
import type { WritableTable } from './table.ts';
import { xlsxParts } from './xlsx-parts.ts';

/** Browsers and Node both have it; this place knows neither's types. */
declare class TextEncoder {
  encode(text: string): Uint8Array;
}

/** SheetJS's writer of ZIP archives; it publishes no types for it. */
const zip = CFB as {
  readonly utils: {
    cfb_new(): ZipContainer;
    cfb_add(container: ZipContainer, path: string, content: Uint8Array): void;
  };
  write(container: ZipContainer, options: { fileType: 'zip'; type: 'array'; compression: true }): unknown;
};
type ZipContainer = object;

export interface XlsxLayout {
  /** At most 31 characters, none of `[]:*?/\`. */
  readonly sheetName: string;
  /** Positions of columns that hold codes: a spreadsheet that takes them for numbers would drop leading zeros. */
  readonly textColumns: readonly number[];
}

/**
 * An XLSX file with one sheet. The sheet is written here, not by SheetJS, which has no formats for whole columns, writes texts in a way
 * its own reader decodes twice, and is slower.
 */
export function writeXlsx(table: WritableTable, layout: XlsxLayout): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const container = zip.utils.cfb_new();
  const sheet = sheetXml(table, new Set(layout.textColumns));
  const parts = [...xlsxParts(layout.sheetName), ['xl/worksheets/sheet1.xml', sheet] as const];
  for (const [path, xml] of parts) zip.utils.cfb_add(container, path, encoder.encode(xml));
  const bytes = zip.write(container, { fileType: 'zip', type: 'array', compression: true });
  return new Uint8Array(bytes as ArrayLike<number>);
}
