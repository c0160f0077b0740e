import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { utils, write, type CellObject, type WorkBook } from 'xlsx';
import { makeHostileFiles } from '#tests/fixtures/hostile-files.ts';
import { readRosterFixtures } from '#tests/fixtures/read-roster-fixtures.ts';
import {
  headerRow,
  sheet as sheetOf,
  sheetPart,
  workbook as handMade,
} from '#tests/fixtures/hand-made-workbook.ts';
import { isZip } from './file-signatures.ts';
import { readXlsxLeniently } from './read-xlsx.ts';
import { readXlsxStrictly } from './read-xlsx-strictly.ts';

function withRows(rows: string): Uint8Array {
  return handMade(sheetPart(sheetOf(headerRow + rows)));
}

function firstRow(bytes: Uint8Array): readonly string[] | null {
  const [sheet] = readXlsxStrictly(bytes, null) ?? [];
  return sheet?.table.ok ? (sheet.table.value.rows[0]?.cells ?? []) : null;
}

const formats = [
  'General',
  '@',
  '0',
  '0000000',
  '0.00',
  '#,##0',
  '0%',
  '0.00E+00',
  'm/d/yy',
  'dd/mm/yyyy',
  'yyyy-mm-dd hh:mm',
  'h:mm',
  '#,##0.00;[Red](#,##0.00)',
  '000-00-0000',
];
// The library takes `&amp;lt;` for `<` and codes such as _x0041_ for letters twice; those have tests of their own.
const text = fc
  .string({ unit: fc.constantFrom('a', 'B', '0', 'é', '😀', ' ', "'", '=', '"', '<', '>', '\n', '\t', '5') })
  .map((one) => `${one}.`);
const numbers = fc.oneof(
  fc.integer({ min: -10, max: 60_000 }),
  fc.constantFrom(0, 1e15, 123456789012, 1e21, 0.1, 46266, 46266.5, 1e-7, 9007199254740992),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: 0, max: 80_000 }),
);
const cell: fc.Arbitrary<CellObject> = fc.oneof(
  text.map((v): CellObject => ({ t: 's', v })),
  fc.tuple(numbers, fc.constantFrom(...formats)).map(([v, z]): CellObject => ({ t: 'n', v, z })),
  fc.boolean().map((v): CellObject => ({ t: 'b', v })),
  fc.constantFrom(0, 7, 15, 23, 29, 36, 42).map((v): CellObject => ({ t: 'e', v })),
  fc.constant<CellObject>({ t: 'z' }),
  text.map((v): CellObject => ({ t: 's', v, f: '"x"&A1' })),
  numbers.map((v): CellObject => ({ t: 'n', v, f: 'SUM(A1:A2)' })),
);
const sheet = fc.array(fc.array(cell, { maxLength: 6 }), { minLength: 1, maxLength: 8 });

interface Made {
  readonly sheets: readonly CellObject[][][];
  readonly date1904: boolean;
  readonly bookSST: boolean;
}

function workbook({ sheets, date1904, bookSST }: Made): Uint8Array {
  const names = sheets.map((_, index) => `Sheet & ${index}`);
  const book: WorkBook = { SheetNames: names, Sheets: {}, Workbook: { WBProps: { date1904 } } };
  for (const [index, rows] of sheets.entries()) {
    const end = { r: Math.max(0, rows.length - 1), c: 5 };
    book.Sheets[names[index] ?? ''] = {
      '!data': rows,
      '!ref': utils.encode_range({ r: 0, c: 0 }, end),
      '!merges': [{ s: { r: 0, c: 0 }, e: { r: 0, c: 2 } }],
    };
  }
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', bookSST }) as ArrayBuffer);
}

describe('the strict reader of XLSX files', () => {
  test('reads every kind of cell as the library does', () => {
    const made = fc.record({
      sheets: fc.array(sheet, { minLength: 1, maxLength: 3 }),
      date1904: fc.boolean(),
      bookSST: fc.boolean(),
    });
    fc.assert(
      fc.property(made, (one) => {
        const bytes = workbook(one);
        expect(readXlsxStrictly(bytes, null)).toEqual(readXlsxLeniently(bytes));
      }),
      { numRuns: 200 },
    );
  });

  const fixtures = readRosterFixtures().filter(({ fileName }) => fileName.endsWith('.xlsx'));
  const readable = fixtures.filter(({ bytes }) => isZip(bytes) && readXlsxLeniently(bytes) !== null);
  test.each(readable)('reads $name as the library does', ({ bytes }) => {
    expect(readXlsxStrictly(bytes, null)).toEqual(readXlsxLeniently(bytes));
  });

  test('knows most of the files, so that the library is for the others', () => {
    expect(readable.length).toBeGreaterThan(10);
    expect(readable.filter(({ bytes }) => readXlsxStrictly(bytes, null) === null)).toEqual([]);
  });

  const archives = makeHostileFiles().filter(({ bytes }) => isZip(bytes));
  test.each(archives)('reads as the library does, or leaves alone: $name', ({ bytes }) => {
    const strict = readXlsxStrictly(bytes, null);
    if (strict !== null) expect(strict).toEqual(readXlsxLeniently(bytes));
  });

  test('reads only the sheet that was chosen', () => {
    const bytes = workbook({ sheets: [[[]], [[{ t: 's', v: 'x' }]]], date1904: false, bookSST: true });
    expect(readXlsxStrictly(bytes, 'Sheet & 1')).toMatchObject([{ name: 'Sheet & 1' }]);
  });
});

describe('a cell of an XLSX file', () => {
  test.each([
    ['an inline text', '<c r="A2" t="inlineStr"><is><t>Ana</t></is></c>', 'Ana'],
    [
      'a text with formats of its own',
      '<c r="A2" t="inlineStr"><is><r><t>An</t></r><r><rPr><b/></rPr><t>a</t></r></is></c>',
      'Ana',
    ],
    [
      'a text with its pronunciation',
      '<c r="A2" t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></is></c>',
      '東京',
    ],
    ['blanks at the ends', '<c r="A2" t="str"><v xml:space="preserve"> a </v></c>', ' a '],
    ['references', '<c r="A2" t="str"><v>&lt;b&gt; &amp;amp; &#233;&#x1F600;</v></c>', '<b> &amp; é😀'],
    ['codes for characters', '<c r="A2" t="str"><v>a_x000D_b_x005F_x0041_</v></c>', 'a\rb_x0041_'],
    ['the last result of a formula', '<c r="A2" t="str"><f>A1&amp;"x"</f><v>Ana</v></c>', 'Ana'],
    ['a shared formula', '<c r="A2"><f t="shared" si="0"/><v>7</v></c>', '7'],
    ['a number with an exponent', '<c r="A2"><v>1.23456789012E+11</v></c>', '123456789012'],
    ['a number with needless zeros', '<c r="A2"><v>0012.50</v></c>', '12.5'],
    ['yes', '<c r="A2" t="b"><v>1</v></c>', 'TRUE'],
    ['an error', '<c r="A2" t="e"><v>#N/A</v></c>', '#N/A'],
    ['an error of a later version', '<c r="A2" t="e"><v>#SPILL!</v></c>', '#VALUE!'],
    ['no reference', '<c t="str"><v>Ana</v></c>', 'Ana'],
    ['attributes in single quotes, on two lines', "<c\n  r='A2'\n  t='str' ><v>Ana</v></c>", 'Ana'],
    ['a text from the list', '<c r="A2" t="s"><v>0</v></c>', 'Ana'],
  ])('with %s', (_, given, shown) => {
    expect(firstRow(withRows(`<row r="2">${given}<c r="B2"><v>1</v></c></row>`))).toEqual([shown, '1', '']);
  });

  test.each([
    ['of a kind it does not know', '<row r="2"><c r="A2" t="d"><v>2026-08-24</v></c></row>'],
    ['in another row than it says', '<row r="2"><c r="A3"><v>1</v></c></row>'],
    ['before the one on its left', '<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c></row>'],
    ['that points to no text', '<row r="2"><c r="A2" t="s"><v>77</v></c></row>'],
    ['with a number that is none', '<row r="2"><c r="A2"><v>12x</v></c></row>'],
    ['with a reference of its own', '<row r="2"><c r="A2" t="str"><v>&name;</v></c></row>'],
    ['of another dialect', '<row r="2"><x:c r="A2"><v>1</v></x:c></row>'],
    ['with an extension', '<row r="2"><c r="A2"><extLst/><v>1</v></c></row>'],
    ['in a row out of order', '<row r="9"/><row r="3"/>'],
    ['beside a comment', '<row r="2"><!-- x --><c r="A2"><v>1</v></c></row>'],
    ['that never ends', '<row r="2"><c r="A2"><v>1'],
  ])('is left to the library when it is one %s', (_, rows) => {
    expect(readXlsxStrictly(withRows(rows), null)).toBeNull();
  });
});

describe('a workbook', () => {
  test('of East Asia gives days for its own formats of days', () => {
    const styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="31"/></cellXfs></styleSheet>';
    const rows = '<row r="2"><c r="A2" s="1"><v>46266</v></c></row>';
    expect(
      firstRow(handMade(sheetPart(sheetOf(headerRow + rows)), { name: 'xl/styles.xml', content: styles })),
    ).toEqual(['2026-09-01', '', '']);
  });

  test('that says it is not in Unicode is left to the library', () => {
    const xml = sheetOf(headerRow).replace(
      '<?xml version="1.0"?>',
      '<?xml version="1.0" encoding="latin1"?>',
    );
    expect(readXlsxStrictly(handMade(sheetPart(xml)), null)).toBeNull();
  });
});
