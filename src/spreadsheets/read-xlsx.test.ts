import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { read, utils, write, type BookType, type CellObject, type WorkBook } from 'xlsx';
import { readMarkup, readXlsx } from './read-xlsx.ts';
import { sheetXml } from './sheet-xml.ts';
import { writeXlsx } from './write-xlsx.ts';

function cell(value: string | number | boolean, format?: string): CellObject {
  const t = typeof value === 'string' ? 's' : typeof value === 'number' ? 'n' : 'b';
  return format === undefined ? { t, v: value } : { t, v: value, z: format };
}

function book(sheets: Record<string, (CellObject | undefined)[][]>, bookType: BookType = 'xlsx'): Uint8Array {
  const workbook: WorkBook = { SheetNames: Object.keys(sheets), Sheets: {} };
  for (const [name, rows] of Object.entries(sheets)) {
    const last = { r: rows.length - 1, c: Math.max(1, ...rows.map((row) => row.length)) - 1 };
    workbook.Sheets[name] = {
      '!data': rows as CellObject[][],
      '!ref': utils.encode_range({ r: 0, c: 0 }, last),
    };
  }
  return new Uint8Array(write(workbook, { type: 'array', bookType }) as ArrayBuffer);
}

function rowsOf(bytes: Uint8Array) {
  const result = readXlsx(bytes);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.rows.map((row) => [row.rowNumber, ...row.cells]);
}

const header = [cell('Student ID'), cell('First Name'), cell('Last Name')];

describe('a workbook cell', () => {
  test.each([
    ['a text with leading zeros', cell('0012'), '0012'],
    ['a number', cell(4711), '4711'],
    ['a long number the screen shows as 1.23457E+11', cell(123456789012), '123456789012'],
    ['a round number the screen shows as 1E+05', cell(100000, '0.00E+00'), '100000'],
    ['a number beyond exponents', cell(1e22), '10000000000000000000000'],
    ['a number in a column formatted as text', cell(4711, '@'), '4711'],
    ['a number shown with leading zeros', cell(123, '0000000'), '0000123'],
    ['a percentage', cell(0.5, '0%'), '50%'],
    ['a day in American format', cell(46266, 'm/d/yy'), '2026-09-01'],
    ['a day in European format', cell(46266, 'dd/mm/yyyy'), '2026-09-01'],
    ['a day with a time', cell(46266.5, 'yyyy-mm-dd hh:mm'), '2026-09-01 12:00'],
    ['yes', cell(true), 'TRUE'],
    ['an error', { t: 'e', v: 0x2a } satisfies CellObject, '#N/A'],
    ['a text marked against formulas', cell("'=1+1"), '=1+1'],
  ])('gives %s', (_, given, text) => {
    expect(rowsOf(book({ Class: [header, [given, cell('Ana'), cell('Lopez')]] }))).toEqual([
      [2, text, 'Ana', 'Lopez'],
    ]);
  });

  test('gives the right day in workbooks that count from 1904', () => {
    const workbook: WorkBook = {
      SheetNames: ['S'],
      Sheets: { S: { '!data': [header, [cell(44804, 'm/d/yy')]], '!ref': 'A1:C2' } },
      Workbook: { WBProps: { date1904: true } },
    };
    expect(
      rowsOf(new Uint8Array(write(workbook, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer)),
    ).toEqual([[2, '2026-09-01', '', '']]);
  });
});

describe('a workbook', () => {
  const row = [cell('0012'), cell('Ana'), cell('Lopez')];

  test('keeps the row numbers the spreadsheet shows, and leaves blank rows out', () => {
    expect(rowsOf(book({ Class: [[], header, [], row, [cell(' ')], row] }))).toEqual([
      [4, '0012', 'Ana', 'Lopez'],
      [6, '0012', 'Ana', 'Lopez'],
    ]);
  });

  test('may have a sheet of instructions before the class list', () => {
    expect(
      rowsOf(book({ 'Read me': [[cell('How to fill this in')]], Empty: [[]], Class: [header, row] })),
    ).toEqual([[2, '0012', 'Ana', 'Lopez']]);
  });

  test('without any known column gives its first sheet that is not blank', () => {
    const result = readXlsx(book({ Empty: [[]], One: [[cell('Title')]], Two: [[cell('x')]] }));
    expect(result).toMatchObject({ ok: true, value: { header: ['Title'] } });
  });

  test('is empty when all its sheets are', () => {
    expect(readXlsx(book({ A: [[]], B: [[]] }))).toEqual({ ok: false, refusal: { code: 'file.empty' } });
  });

  test.each(['biff8', 'xlsb', 'ods', 'fods'] as const)('may be of the kind %s', (bookType) => {
    const dated = [...row, cell(46266, 'dd/mm/yyyy')];
    expect(rowsOf(book({ Class: [[...header, cell('Class Start Date')], dated] }, bookType))).toEqual([
      [2, '0012', 'Ana', 'Lopez', '2026-09-01'],
    ]);
  });

  test('may be a web page with a table, whose dates and zeros stay as they are', () => {
    const html =
      '<html><table><tr><td>Student ID</td><td>First Name</td><td>Last Name</td></tr><tr><td>0012</td><td>José</td><td>9/5/2026</td></tr></table></html>';
    expect(readMarkup(new TextEncoder().encode(html))).toMatchObject({
      value: { rows: [{ rowNumber: 2, cells: ['0012', 'José', '9/5/2026'] }] },
    });
  });

  test.each([10, 100, 1000])(
    'that is cut off after %i bytes, or has such bytes scrambled, is unreadable or read',
    (length) => {
      const bytes = book({ Class: [header, row] });
      expect(readXlsx(bytes.subarray(0, length))).toMatchObject({ ok: false });
      const scrambled = bytes.slice();
      scrambled.fill(7, length, length + 40);
      expect(readXlsx(scrambled)).toHaveProperty('ok');
    },
  );
});

describe('an XLSX file we write', () => {
  test('keeps code columns as text, also below the table, and the header in view', () => {
    const bytes = writeXlsx({ header: ['Student ID', 'Name'], rows: [{ cells: ['0012', 'Ana'] }] }, layout);
    const workbook = read(bytes, { type: 'array', cellStyles: true, cellNF: true });
    const sheet = workbook.Sheets['Class'];
    expect(sheet?.['A2']).toMatchObject({ t: 's', v: '0012', z: '@' });
    expect(sheet?.['B2']).toMatchObject({ t: 's', v: 'Ana', z: 'General' });
    expect(sheetXml({ header: ['Student ID'], rows: [] }, new Set([0]))).toContain('style="1"');
  });

  const layout = { sheetName: 'Class', textColumns: [0] };

  test('comes back cell for cell when it is read again', () => {
    const letters = [
      'a',
      '0',
      'é',
      '😀',
      '_x0041_',
      '_',
      'x',
      "'",
      '=',
      '-',
      ' ',
      '&',
      '<',
      '\n',
      '\t',
      '\u0001',
    ];
    const text = fc.string({ unit: fc.constantFrom(...letters) });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 10 }), (pairs) => {
        const rows = pairs.map((pair, index) => ({
          rowNumber: index + 2,
          cells: [`00${index}`, ...pair, 'end'],
        }));
        const bytes = writeXlsx({ header: ['Student ID', 'A', 'B', 'End'], rows }, layout);
        const result = readXlsx(bytes);
        expect(result.ok && result.value.rows).toEqual(rows);
      }),
      { numRuns: 50 },
    );
  });
});
