export interface ZipEntry {
  readonly name: string;
  /** Bytes when unpacked, as the archive says. */
  readonly size: number;
  /** Bytes in the archive. */
  readonly packedSize: number;
  /** 0: as it is; 8: DEFLATE. */
  readonly method: number;
  readonly needsPassword: boolean;
  /** Where its own header begins, before its bytes. */
  readonly headerAt: number;
}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
/** The longest comment an archive can end with. */
const MAX_COMMENT = 0xffff;
/** A workbook has a few dozen parts, one with a picture for every student some hundred. */
const MAX_ENTRIES = 5000;

/** What an archive holds, by its directory (APPNOTE.TXT 4.3.12), without unpacking anything; null when there is none to read. */
export function readZipDirectory(bytes: Uint8Array): ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === null) return null;
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  const count = view.getUint16(end + 10, true);
  if (count > MAX_ENTRIES) return null;
  for (let left = count; left > 0; left -= 1) {
    if (at + ENTRY_LENGTH > view.byteLength || view.getUint32(at, true) !== ENTRY_SIGNATURE) return null;
    const nameLength = view.getUint16(at + 28, true);
    const name = String.fromCharCode(
      ...bytes.subarray(at + ENTRY_LENGTH, at + ENTRY_LENGTH + Math.min(nameLength, 1000)),
    );
    entries.push({
      name,
      size: view.getUint32(at + 24, true),
      packedSize: view.getUint32(at + 20, true),
      method: view.getUint16(at + 10, true),
      needsPassword: (view.getUint16(at + 8, true) & 1) === 1,
      headerAt: view.getUint32(at + 42, true),
    });
    at += ENTRY_LENGTH + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function findEnd(view: DataView): number | null {
  const last = view.byteLength - END_LENGTH;
  for (let at = last; at >= 0 && at >= last - MAX_COMMENT; at -= 1) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  }
  return null;
}
