import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalizeCell, toRosterRow } from './normalize-row.ts';

describe('the text of a cell', () => {
  test.each([
    ['spaces around it', '  Ana ', 'Ana'],
    ['spaces of other kinds', '\u00a0Ana\u00a0María\u3000', 'Ana María'],
    ['a line break inside', 'Ana \r\n María', 'Ana María'],
    ['zero-width and bidi controls', '\ufeffA\u200bn\u202ea\u2069', 'Ana'],
    ['control characters', 'A\u0000n\u0007a\u007f', 'Ana'],
    ['a soft hyphen', 'Ana\u00adbel', 'Anabel'],
    ['half of a surrogate pair', 'Ana\ud83d', 'Ana'],
    ['accents written apart', 'Jose\u0301', 'José'],
    ['accents that meet once a control is gone', 'e\u200b\u0301', 'é'],
    ['a joiner that spells nothing', 'A\u200dna\u200c', 'Ana'],
    ['a joiner between two scripts', 'A\u200dنا\u200cB', 'AناB'],
  ])('is cleaned of %s', (_what, dirty, clean) => {
    expect(normalizeCell(dirty)).toBe(clean);
  });

  test.each(['O’Brien', '李小龙', 'Zoë 2nd', '👩', 'نام\u200cخانوادگی', 'क्\u200dष', '', "'=1+1"])(
    'stays as it is when nothing is wrong with it: %s',
    (text) => {
      expect(normalizeCell(text)).toBe(text);
    },
  );

  test('is the same when it is cleaned twice, trimmed, and NFC, whatever it was', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'a é\u0301\u200b\u200cا\u00a0\n') }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const clean = normalizeCell(text);
        expect(normalizeCell(clean)).toBe(clean);
        expect(clean.trim().normalize('NFC')).toBe(clean);
      }),
    );
  });
});

describe('a row of a file', () => {
  test('is read by the mapping, whatever the order of columns', () => {
    const row = toRosterRow({ rowNumber: 7, cells: [' López ', 'ignored', '0012'] }, [
      'lastName',
      null,
      'studentId',
    ]);

    expect(row.rowNumber).toBe(7);
    expect(row.cells).toMatchObject({ lastName: 'López', studentId: '0012', firstName: '' });
  });

  test('may be shorter than its header', () => {
    const row = toRosterRow({ rowNumber: 2, cells: ['1'] }, ['studentId', 'firstName']);

    expect(row.cells).toMatchObject({ studentId: '1', firstName: '' });
  });
});

describe('a column of whole names', () => {
  const mapping = ['studentId', 'lastFirst'] as const;
  const read = (name: string) => toRosterRow({ rowNumber: 2, cells: ['1', name] }, mapping);

  test('fills first and last name', () => {
    expect(read(' García , Ana María').cells).toMatchObject({ firstName: 'Ana María', lastName: 'García' });
    expect(read('').cells).toMatchObject({ firstName: '', lastName: '' });
  });

  test('leaves both blank and keeps the text when nobody can say where the last name ends', () => {
    const row = read('Ana García');

    expect(row.cells).toMatchObject({ firstName: '', lastName: '' });
    expect(row.unsplitName).toBe('Ana García');
  });

  test('gives way to columns of their own', () => {
    const cells = ['García, Ana', 'Anita', ''];
    const row = toRosterRow({ rowNumber: 2, cells }, ['lastFirst', 'firstName', 'lastName']);

    expect(row.cells).toMatchObject({ firstName: 'Anita', lastName: 'García' });
  });
});

describe('a file without Class IDs', () => {
  test('knows its classes by their names', () => {
    const row = toRosterRow({ rowNumber: 2, cells: ['1', 'Math 3A'] }, ['studentId', 'className']);

    expect(row.cells).toMatchObject({ className: 'Math 3A', classId: 'math 3a' });
  });

  test('does not for rows that name a class by its GUID', () => {
    const cells = ['0190b1f2-3c4d-7e5f-8a9b-0c1d2e3f4a5b', 'Math 3A'];
    const row = toRosterRow({ rowNumber: 2, cells }, ['classGuid', 'className']);

    expect(row.cells.classId).toBe('');
  });

  test('is another matter than a blank Class ID in a file that has some', () => {
    const row = toRosterRow({ rowNumber: 2, cells: ['', 'Math 3A'] }, ['classId', 'className']);

    expect(row.cells.classId).toBe('');
  });
});
