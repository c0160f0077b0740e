/** A ZIP archive, the container of XLSX and ODS (APPNOTE.TXT 4.3.7). */
export function isZip(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x50, 0x4b, 3, 4]);
}

/** The container of old Excel files, and of new ones with a password (MS-CFB 2.2). */
export function isCompoundFile(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]);
}

/** Whether a compound file is an old Excel workbook; Word's and others look alike from outside. */
export function holdsExcelBook(bytes: Uint8Array): boolean {
  return findBytes(bytes, wide('Workbook')) !== -1 || findBytes(bytes, wide('Book')) !== -1;
}

/** Whether a compound file needs a password: a new workbook inside (MS-OFFCRYPTO 2.3.2), or an old one that is scrambled. */
export function holdsPassword(bytes: Uint8Array): boolean {
  return findBytes(bytes, wide('EncryptedPackage')) !== -1 || isScrambledBook(bytes);
}

/** Old workbooks begin with a record "beginning of file"; soon after it stands FilePass when they are scrambled (MS-XLS 2.4.117). */
function isScrambledBook(bytes: Uint8Array): boolean {
  const start = findBytes(bytes, [0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00]);
  if (start === -1) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = start;
  for (let record = 0; record < 8 && at + 4 <= view.byteLength; record += 1) {
    if (view.getUint16(at, true) === FILE_PASS) return true;
    at += 4 + view.getUint16(at + 2, true);
  }
  return false;
}

const FILE_PASS = 0x2f;

/** One letter for one byte, for looking at short stretches. */
export function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function startsWith(bytes: Uint8Array, pattern: readonly number[]): boolean {
  return pattern.every((byte, index) => bytes[index] === byte);
}

/** A name as compound files write it: two bytes for each letter. */
function wide(name: string): number[] {
  return Array.from(name, (letter) => [letter.charCodeAt(0), 0]).flat();
}

function findBytes(bytes: Uint8Array, pattern: readonly number[]): number {
  const first = pattern[0] ?? 0;
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (pattern.every((byte, offset) => bytes[at + offset] === byte)) return at;
  }
  return -1;
}
