import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv } from './read-csv.ts';
import { csvHead, csvRows, writeCsv } from './write-csv.ts';

describe('a CSV file we write', () => {
  test('begins with a mark for Excel, ends lines with CR LF, quotes where it must, and runs nothing', () => {
    const rows = [{ cells: ['0012', 'Lopez, "Ana"', '=1+1'] }, { cells: ['', 'two\nlines', "O'Neil"] }];

    expect(writeCsv({ header: ['ID', 'Name', 'Note'], rows })).toBe(
      `\ufeffID,Name,Note\r\n0012,"Lopez, ""Ana""",'=1+1\r\n,"two\nlines",O'Neil\r\n`,
    );
  });

  test('is the same whether written at once or piece by piece', () => {
    const rows = [{ cells: ['1'] }, { cells: ['2'] }];

    expect(csvHead(['ID']) + csvRows(rows.slice(0, 1)) + csvRows(rows.slice(1))).toBe(
      writeCsv({ header: ['ID'], rows }),
    );
  });

  test('comes back cell for cell when it is read again', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '0', 'é', '😀', '"', ',', ';', "'", '=', '-', ' ', '\t'),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (pairs) => {
        const rows = pairs.map((pair, index) => ({
          rowNumber: index + 2,
          cells: [String(index), ...pair, 'end'],
        }));
        const text = writeCsv({ header: ['ID', 'A', 'B', 'End'], rows });
        const result = readCsv(new TextEncoder().encode(text));
        expect(result.ok && result.value.rows).toEqual(rows);
      }),
    );
  });
});
