import { inflateInto } from './inflate.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';

/** Lengths of an entry's own header, of its line in the directory, and of the directory's end (APPNOTE.TXT 4.3). */
const HEADER_LENGTH = 30;
const LINE_LENGTH = 46;
const END_LENGTH = 22;

/** Parts that say nothing of the table: pictures, and programs, which are never run. */
const unused = /(?:^|\/)(?:media|Pictures|Thumbnails)\/|vbaProject\.bin$/;

/** Plain letters only, so that a name is one byte a letter; no reader looks for others. */
const plainName = /^[\x20-\x7e]{1,200}$/;

/**
 * The same archive with its parts unpacked, so that the workbook reader need not trust it: sizes are what the directory says,
 * no more bytes than those are ever made, and parts that nobody needs are left out. Null when it is damaged.
 */
export function unpackZip(bytes: Uint8Array): Uint8Array | null {
  const entries = readZipDirectory(bytes)?.filter(({ name }) => !unused.test(name) && plainName.test(name));
  if (entries === undefined) return null;
  const length = entries.reduce((sum, entry) => sum + sizeOf(entry), END_LENGTH);
  const output = new Uint8Array(length);
  const view = new DataView(output.buffer);
  let at = 0;
  const starts: number[] = [];
  for (const entry of entries) {
    const content = at + HEADER_LENGTH + entry.name.length;
    if (!unpackPart(bytes, entry, output.subarray(content, content + entry.size))) return null;
    starts.push(at);
    writeHeader(view, at, entry);
    at = content + entry.size;
  }
  writeDirectory(view, at, entries, starts);
  return output;
}

function sizeOf({ name, size }: ZipEntry): number {
  return HEADER_LENGTH + LINE_LENGTH + 2 * name.length + size;
}

/** Unpacks a part into `output`, which is as long as the directory says; false when it is damaged or says otherwise. */
export function unpackPart(bytes: Uint8Array, entry: ZipEntry, output: Uint8Array): boolean {
  if (entry.headerAt + HEADER_LENGTH > bytes.length) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset + entry.headerAt);
  if (view.getUint32(0, true) !== 0x04034b50) return false;
  const start = entry.headerAt + HEADER_LENGTH + view.getUint16(26, true) + view.getUint16(28, true);
  if (start + entry.packedSize > bytes.length) return false;
  const packed = bytes.subarray(start, start + entry.packedSize);
  if (entry.method === 8) return inflateInto(packed, output);
  if (entry.method !== 0 || entry.packedSize !== entry.size) return false;
  output.set(packed);
  return true;
}

function writeHeader(view: DataView, at: number, { name, size }: ZipEntry): void {
  view.setUint32(at, 0x04034b50, true);
  view.setUint32(at + 18, size, true);
  view.setUint32(at + 22, size, true);
  writeName(view, at + 26, at + HEADER_LENGTH, name);
}

function writeDirectory(
  view: DataView,
  from: number,
  entries: readonly ZipEntry[],
  starts: readonly number[],
): void {
  let at = from;
  for (const [index, { name, size }] of entries.entries()) {
    view.setUint32(at, 0x02014b50, true);
    view.setUint32(at + 20, size, true);
    view.setUint32(at + 24, size, true);
    view.setUint32(at + 42, starts[index] ?? 0, true);
    writeName(view, at + 28, at + LINE_LENGTH, name);
    at += LINE_LENGTH + name.length;
  }
  view.setUint32(at, 0x06054b50, true);
  view.setUint16(at + 8, entries.length, true);
  view.setUint16(at + 10, entries.length, true);
  view.setUint32(at + 12, at - from, true);
  view.setUint32(at + 16, from, true);
}

function writeName(view: DataView, lengthAt: number, at: number, name: string): void {
  view.setUint16(lengthAt, name.length, true);
  for (let index = 0; index < name.length; index += 1) view.setUint8(at + index, name.charCodeAt(index));
}
