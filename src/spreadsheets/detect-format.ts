import { ok, refuse, type Result } from '#domain/result.ts';
import { fileLimits, type FileProblem } from '#domain/roster/file-problem.ts';
import { holdsExcelBook, holdsPassword, isCompoundFile, isZip, latin } from './file-signatures.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';

/**
 * `text`: CSV and its kin. `workbook`: XLSX, XLS, ODS and others the workbook reader knows. `markup`: a web page or XML
 * with a table, which many school systems export under the name `.xls`.
 */
export type SheetFormat = 'text' | 'workbook' | 'markup';

const MEGABYTE = 1024 * 1024;

/** Bytes a workbook may have when unpacked; 100,000 full rows have about 100 MB, and a small file can claim any amount. */
const MAX_UNPACKED_BYTES = 300 * MEGABYTE;

/** Bytes from the beginning that `needsWorkbookReader` looks at. */
export const SIGNATURE_LENGTH = 512;

/** Whether a file that begins so needs the (large) workbook reader. */
export function needsWorkbookReader(beginning: Uint8Array): boolean {
  return (
    isZip(beginning) ||
    isCompoundFile(beginning) ||
    /^\s*</.test(latin(beginning.subarray(0, SIGNATURE_LENGTH)))
  );
}

/** What a file is, by its content first and its name second; or why Rollbook does not take it. */
export function detectFormat(bytes: Uint8Array, fileName: string): Result<SheetFormat, FileProblem> {
  const tooLarge = checkSize(bytes.length);
  if (tooLarge !== null) return refuse(tooLarge);
  if (bytes.length === 0) return refuse({ code: 'file.empty' });
  if (isZip(bytes)) return detectZip(bytes, fileName);
  if (isCompoundFile(bytes)) return detectCompoundFile(bytes, fileName);
  return detectText(bytes, fileName);
}

/** For a file that has not been read yet. */
export function checkSize(byteCount: number): FileProblem | null {
  return byteCount > fileLimits.bytes ? tooLarge(byteCount, fileLimits.bytes) : null;
}

function tooLarge(byteCount: number, limit: number): FileProblem {
  const megabytes = Math.ceil((byteCount / MEGABYTE) * 10) / 10;
  return { code: 'file.too_large', limitMegabytes: limit / MEGABYTE, megabytes };
}

/** How letters and slides of the OpenDocument family begin. */
const otherOpenDocument = /opendocument\.(?!spreadsheet)/;

function detectZip(bytes: Uint8Array, fileName: string): Result<SheetFormat, FileProblem> {
  const entries = readZipDirectory(bytes);
  if (entries === null) return refuse({ code: 'file.unreadable' });
  if (!holdsWorkbook(entries) || otherOpenDocument.test(latin(bytes.subarray(0, 128)))) {
    return refuse({ code: 'file.wrong_type', fileName });
  }
  const refused = refuseContents(entries, MAX_UNPACKED_BYTES);
  return refused === null ? ok('workbook') : refuse(refused);
}

/** Whether an archive is a workbook (or a letter or slides of the OpenDocument family), and not files in an archive. */
export function holdsWorkbook(entries: readonly ZipEntry[]): boolean {
  return entries.some(
    ({ name }) => name.startsWith('xl/workbook.') || name.startsWith('Index/') || name === 'content.xml',
  );
}

/** Why these parts of an archive are not unpacked, by what its directory says of them; null when they may be. `limit` is in bytes. */
export function refuseContents(entries: readonly ZipEntry[], limit: number): FileProblem | null {
  if (entries.some(({ needsPassword }) => needsPassword)) return { code: 'file.password_protected' };
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
  if (unpacked > limit) return tooLarge(unpacked, limit);
  return entries.some(isBomb) ? { code: 'file.unreadable' } : null;
}

/**
 * A part that unpacks to far more than it is. Sheets shrink to a tenth or a twentieth; even one with the same row over and over
 * stays under 200, and the format's own limit is about 1,030.
 */
function isBomb({ size, packedSize }: ZipEntry): boolean {
  return size > 20 * MEGABYTE && size > packedSize * 300;
}

function detectCompoundFile(bytes: Uint8Array, fileName: string): Result<SheetFormat, FileProblem> {
  if (holdsPassword(bytes)) return refuse({ code: 'file.password_protected' });
  return holdsExcelBook(bytes) ? ok('workbook') : refuse({ code: 'file.wrong_type', fileName });
}

/** Endings under which a text may be a table; none is fine too, other endings say that it is something else. */
const textEndings = /(?:^[^.]*|\.(?:csv|tsv|tab|txt|xls|xlsx))$/i;
const markupEndings = /\.(?:xls|xlsx|xml|html?)$/i;

/** No text has these bytes, or begins so; UTF-16 without a mark has single zeros, never two letters without. */

const binaryMarks = /\0\0|^%PDF|^\{\\rtf/;
/** A text may have a stray one, pasted along or left by an old program at the end; a picture has many. */
// eslint-disable-next-line no-control-regex
const controls = /[\x01-\x08\x0e-\x1a]/g;
const MAX_STRAY_CONTROLS = 3;
const utf16Mark = /^(?:ÿþ|þÿ)/;

function detectText(bytes: Uint8Array, fileName: string): Result<SheetFormat, FileProblem> {
  const beginning = latin(bytes.subarray(0, 4096));
  const looksMarkup = /^(?:ï»¿)?\s*</.test(beginning);
  if (looksMarkup && markupEndings.test(fileName)) return ok('markup');
  const hasBinaryMark =
    binaryMarks.test(beginning) || (beginning.match(controls)?.length ?? 0) > MAX_STRAY_CONTROLS;
  const isBinary = hasBinaryMark && !utf16Mark.test(beginning);
  if (looksMarkup || isBinary || !textEndings.test(fileName))
    return refuse({ code: 'file.wrong_type', fileName });
  return ok('text');
}
