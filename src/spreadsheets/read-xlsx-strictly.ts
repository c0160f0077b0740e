import { createTableBuilder } from './build-table.ts';
import type { SheetReading } from './sheet-reading.ts';
import { createXlsxCellText, type XlsxCellText } from './xlsx-cell.ts';
import { readNumberFormats } from './xlsx-number-formats.ts';
import { readSharedStrings } from './xlsx-shared-strings.ts';
import { readXlsxSheet } from './xlsx-sheet.ts';
import { readXlsxWorkbook, type XlsxWorkbook } from './xlsx-workbook.ts';
import { openZipParts, type ZipParts } from './zip-parts.ts';

/**
 * Reads the sheets of an XLSX file as Excel, LibreOffice, Google and the usual libraries write it, several times as fast as the library that
 * knows every format. Null when the file says anything that this reader does not know, so that nothing is ever read wrong for being fast.
 * `chosen` is the only sheet to read; null reads all.
 */
export function readXlsxStrictly(bytes: Uint8Array, chosen: string | null): SheetReading[] | null {
  const parts = openZipParts(bytes);
  const workbook = parts === null ? null : readXlsxWorkbook(parts);
  const cellText = parts === null || workbook === null ? null : prepareCells(parts, workbook);
  if (parts === null || workbook === null || cellText === null) return null;
  const readings: SheetReading[] = [];
  for (const { name, path } of workbook.sheets) {
    if (chosen !== null && name !== chosen) continue;
    const xml = parts.xml(path);
    const builder = createTableBuilder();
    if (xml === null || !readXlsxSheet(xml, cellText, (cells, rowNumber) => builder.add(cells, rowNumber)))
      return null;
    readings.push({ name, table: builder.finish() });
  }
  return readings;
}

function prepareCells(parts: ZipParts, workbook: XlsxWorkbook): XlsxCellText | null {
  const { stringsPath, stylesPath, date1904 } = workbook;
  const stringsXml = readOptional(parts, stringsPath);
  const stylesXml = readOptional(parts, stylesPath);
  const strings = stringsXml === '' ? [] : stringsXml === null ? null : readSharedStrings(stringsXml);
  if (strings === null || stylesXml === null) return null;
  return createXlsxCellText({ strings, formats: readNumberFormats(stylesXml), date1904 });
}

/** '' for a part that a workbook may do without, and does. */
function readOptional(parts: ZipParts, path: string | null): string | null {
  return path === null || !parts.has(path) ? '' : parts.xml(path);
}
