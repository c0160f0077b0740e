import { describe, expect, test } from 'vitest';
import { utils, write } from 'xlsx';
import { checkSize, detectFormat, needsWorkbookReader } from './detect-format.ts';
import { writeXlsx } from './write-xlsx.ts';

const xlsx = writeXlsx({ header: ['ID'], rows: [] }, { sheetName: 'S', textColumns: [] });
const xls = sheetJs('biff8');
const ods = sheetJs('ods');

function sheetJs(bookType: 'biff8' | 'ods'): Uint8Array {
  const workbook = { SheetNames: ['S'], Sheets: { S: utils.aoa_to_sheet([['ID']]) } };
  return new Uint8Array(write(workbook, { type: 'array', bookType }) as ArrayBuffer);
}

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

/** A container as Excel makes it for a workbook with a password: only the name of what is inside can be seen. */
function withPassword(): Uint8Array {
  const bytes = new Uint8Array(2048);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  bytes.set(text(Array.from('EncryptedPackage').join('\0')), 1024);
  return bytes;
}

/** An old workbook whose second record says that the rest is scrambled. */
function oldWithPassword(): Uint8Array {
  const bytes = new Uint8Array(2048);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0]);
  bytes.set(text(Array.from('Workbook').join('\0')), 100);
  bytes.set([0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00], 1024);
  bytes.set([0x2f, 0x00, 0x36, 0x00], 1024 + 20);
  return bytes;
}

/** A ZIP archive that says of its one entry, a sheet, that it unpacks to 400 MB. */
function bomb(): Uint8Array {
  const bytes = xlsx.slice();
  const view = new DataView(bytes.buffer);
  const entry = Array.from(bytes.keys()).find(
    (at) => at + 4 < bytes.length && view.getUint32(at, true) === 0x02014b50,
  );
  view.setUint32((entry ?? 0) + 24, 400 * 1024 * 1024, true);
  return bytes;
}

describe('a file', () => {
  test.each([
    ['class.csv', text('ID,Name\n1,Ana'), 'text'],
    ['class.TSV', text('ID\tName'), 'text'],
    ['class', text('ID,Name'), 'text'],
    ['class.xls', text('ID,Name'), 'text'],
    ['class.csv', text('ID,Name\n1,A\u0007na\n\u001a'), 'text'],
    ['unicode.txt', new Uint8Array([0xff, 0xfe, 0x49, 0, 0x44, 0]), 'text'],
    ['class.xlsx', xlsx, 'workbook'],
    ['class.csv', xlsx, 'workbook'],
    ['class.xls', xls, 'workbook'],
    ['class.ods', ods, 'workbook'],
    ['class.xls', text('\n<html><table></table></html>'), 'markup'],
  ])('%s is known by its content', (name, bytes, format) => {
    expect(detectFormat(bytes, name)).toEqual({ ok: true, value: format });
    expect(needsWorkbookReader(bytes.subarray(0, 512))).toBe(format !== 'text');
  });

  test.each([
    ['letter.docx', text('PK\u0003\u0004word/document.xml'), 'file.unreadable'],
    ['class.pdf', text('%PDF-1.7'), 'file.wrong_type'],
    ['class.csv', text('%PDF-1.7'), 'file.wrong_type'],
    [
      'photo.csv',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]),
      'file.wrong_type',
    ],
    ['photo.csv', text('ÿØÿà\u0010JFIF\u0001\u0001\u0002\u0003'), 'file.wrong_type'],
    ['notes.md', text('# Notes'), 'file.wrong_type'],
    ['class.csv', text('<html></html>'), 'file.wrong_type'],
    ['class.csv', new Uint8Array(), 'file.empty'],
    ['class.xlsx', withPassword(), 'file.password_protected'],
    ['class.xls', oldWithPassword(), 'file.password_protected'],
    ['class.xlsx', xlsx.subarray(0, 300), 'file.unreadable'],
    ['class.xlsx', bomb(), 'file.too_large'],
    ['letter.doc', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]), 'file.wrong_type'],
  ])('%s is not taken, with a reason', (name, bytes, code) => {
    expect(detectFormat(bytes, name)).toMatchObject({ ok: false, refusal: { code } });
  });

  test('over 25 MB is not taken, and the reason says how large it is', () => {
    expect(checkSize(26 * 1024 * 1024)).toEqual({
      code: 'file.too_large',
      limitMegabytes: 25,
      megabytes: 26,
    });
    expect(checkSize(25 * 1024 * 1024)).toBeNull();
  });
});
