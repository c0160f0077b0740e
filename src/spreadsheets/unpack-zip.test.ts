import { describe, expect, test } from 'vitest';
import { zipArchive } from '#tests/fixtures/zip-archive.ts';
import { unpackZip } from './unpack-zip.ts';
import { readZipDirectory } from './zip-directory.ts';

const parts = [
  { name: 'xl/workbook.xml', content: '<a/>'.repeat(100) },
  { name: 'xl/media/photo.png', content: 'x'.repeat(1000) },
  { name: 'xl/vbaProject.bin', content: 'Shell' },
];

describe('an archive to be read', () => {
  test('holds its parts as they are, without pictures and programs', () => {
    const unpacked = unpackZip(zipArchive(parts));
    expect(readZipDirectory(unpacked ?? new Uint8Array())).toEqual([
      { name: 'xl/workbook.xml', size: 400, packedSize: 400, method: 0, needsPassword: false, headerAt: 0 },
    ]);
    expect(Buffer.from(unpacked ?? []).toString('latin1')).toContain('<a/>'.repeat(100));
  });

  test.each([
    ['more', { size: 401 }],
    ['less', { size: 399 }],
    ['unpacked already', { method: 0 }],
    ['packed another way', { method: 12 }],
  ])('is refused when a part claims to be %s', (_, claims) => {
    expect(unpackZip(zipArchive([{ name: 'a', content: '<a/>'.repeat(100), claims }]))).toBeNull();
  });

  test('unpacks the same again', () => {
    const once = unpackZip(zipArchive(parts)) ?? new Uint8Array();
    expect(unpackZip(once)).toEqual(once);
  });
});
