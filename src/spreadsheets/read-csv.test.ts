import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv } from './read-csv.ts';

function read(text: string) {
  const result = readCsv(new TextEncoder().encode(text));
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

/** Row numbers and cells, header first, as one list that reads like the sheet. */
function sheet(text: string): (readonly [number, readonly string[]])[] {
  const table = read(text);
  return [[0, table.header], ...table.rows.map((row) => [row.rowNumber, row.cells] as const)];
}

describe('a text file', () => {
  test.each([',', ';', '\t', '|'])('is read with %j between its cells', (mark) => {
    const text = ['ID', 'Name', '1', 'Ana'].join(mark).replace(`Name${mark}1`, 'Name\r\n1');
    expect(sheet(text)).toEqual([
      [0, ['ID', 'Name']],
      [2, ['1', 'Ana']],
    ]);
  });

  test('obeys a sep= line, which is not a row of the sheet', () => {
    expect(sheet('sep=;\r\nID;Name\r\n1;a,b\r\n')).toEqual([
      [0, ['ID', 'Name']],
      [2, ['1', 'a,b']],
    ]);
  });

  test('does not take a mark inside a quoted header name for a delimiter', () => {
    expect(read('"Last, First, Middle";ID\n"Lopez, Ana";1').header).toEqual(['Last, First, Middle', 'ID']);
  });

  test('leaves blank rows out and counts them, before and after the header', () => {
    expect(sheet('\n,,\nID,Name\n\n1,Ana\n , \n2,Bo\n\n')).toEqual([
      [0, ['ID', 'Name']],
      [5, ['1', 'Ana']],
      [7, ['2', 'Bo']],
    ]);
  });

  test('numbers rows, not lines: a line break inside quotes is part of a cell', () => {
    expect(sheet('ID,Note\r\n1,"two\nlines"\r\n2,x\r\n')).toEqual([
      [0, ['ID', 'Note']],
      [2, ['1', 'two\nlines']],
      [3, ['2', 'x']],
    ]);
  });

  test('pads short rows, and drops blank columns at the right', () => {
    expect(sheet('ID,Name,,\n1\n2,Bo,,\n')).toEqual([
      [0, ['ID', 'Name']],
      [2, ['1', '']],
      [3, ['2', 'Bo']],
    ]);
  });

  test('keeps what stands to the right of the header, under a blank name', () => {
    expect(sheet('ID,Name\n1,Ana\n2,Bo,,note\n')).toEqual([
      [0, ['ID', 'Name', '', '']],
      [2, ['1', 'Ana', '', '']],
      [3, ['2', 'Bo', '', 'note']],
    ]);
  });

  test.each(['\r\n', '\n', '\r'])('may end its lines with %j', (lineBreak) => {
    expect(read(['ID', '1', '2'].join(lineBreak)).rows).toHaveLength(2);
  });

  test('loses no row when its line breaks are of several kinds', () => {
    expect(read('ID,Name\r\n1,Ana\n2,Bo\r\n3,"x\r\ny"\r4,Di').rows.map((row) => row.cells)).toEqual([
      ['1', 'Ana'],
      ['2', 'Bo'],
      ['3', 'x\ny'],
      ['4', 'Di'],
    ]);
  });

  test.each(['\r\n', '\n', '\r'])(
    'keeps line breaks of any kind inside its cells when its rows end with %j',
    (end) => {
      const cell = 'a\nb\r\nc\rd';
      const text = ['Student ID,First Name,Last Name', `1,"${cell}",x`, '2,Ana,y'].join(end);
      expect(sheet(text).slice(1)).toEqual([
        [2, ['1', cell, 'x']],
        [3, ['2', 'Ana', 'y']],
      ]);
    },
  );

  test.each(['1,"Bo" Ray,x\n2,Ana,y', '1,"Bo Ray,x\n2,Ana,y', '1,"Bo" Ray,x\n2,"Ana",y'])(
    'loses no row to quotes that are not in order: %j',
    (rows) => {
      const read2 = read(`ID,Name,Note\n${rows}\n`);
      expect(read2.rows.map((row) => row.cells[0])).toEqual(['1', '2']);
      expect(read2.rows[1]?.cells).toEqual(['2', 'Ana', 'y']);
    },
  );

  test('takes the mark against formulas off again', () => {
    expect(read("ID\n'=1\n'-5\n").rows.map((row) => row.cells[0])).toEqual(['=1', '-5']);
  });

  test('is empty when nothing is on it', () => {
    expect(readCsv(new TextEncoder().encode(' \r\n,,\r\n'))).toEqual({
      ok: false,
      refusal: { code: 'file.empty' },
    });
  });

  test('is refused over the limit with the number of its rows', () => {
    const result = readCsv(new TextEncoder().encode(`ID\n${'1\n\n'.repeat(100_003)}`));
    expect(result).toEqual({
      ok: false,
      refusal: { code: 'file.too_many_rows', limit: 100_000, rows: 100_003 },
    });
  });

  test.each([
    ['a cell no spreadsheet can hold', `ID\n${'x'.repeat(40_000)}\n`],
    ['more columns than a class list has', `${'ID,'.repeat(300)}ID\n`],
  ])('is refused with %s', (_, text) => {
    expect(readCsv(new TextEncoder().encode(text))).toMatchObject({ refusal: { code: 'file.unreadable' } });
  });

  test('says how far it is', () => {
    const reports: [number, number][] = [];
    readCsv(new TextEncoder().encode(`ID,Name\n${'1,"Ana María"\n'.repeat(90_000)}`), (...report) =>
      reports.push(report),
    );
    expect(reports.length).toBeGreaterThan(1);
    expect(reports.at(-1)).toEqual([90_000, 1]);
    expect(reports[0]?.[1]).toBeLessThan(1);
  });
});

describe('any table', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '"', ',', ' ', '\n', ';') });

  test('is read as it was written', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 30 }), (rows) => {
        const lines = rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(','));
        const text = `ID,A,B\r\n${lines.map((line, index) => `${index},${line}\r\n`).join('')}`;
        expect(read(text).rows.map((row) => row.cells)).toEqual(
          rows.map((row, index) => [String(index), ...row].map(String)),
        );
      }),
    );
  });

  test('is read as it was written wherever the reader cuts the file in pieces', () => {
    const row = '"😀 ""é"" ","x"\r\n';
    const rows = row.repeat(70_000);
    for (let shift = 0; shift < row.length; shift += 1) {
      const { rows: found } = read(`ID,${'N'.repeat(shift + 1)}\r\n${rows}`);
      expect(found).toHaveLength(70_000);
      expect(new Set(found.flatMap((one) => one.cells))).toEqual(new Set(['😀 "é" ', 'x']));
    }
  });
});
