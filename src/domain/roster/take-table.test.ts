import { describe, expect, test } from 'vitest';
import { takeTable } from './take-table.ts';

function take(header: readonly string[], ...rows: readonly (readonly string[])[]) {
  return takeTable({ header, rows: rows.map((cells, index) => ({ rowNumber: index + 2, cells })) });
}

describe('a table', () => {
  test('with clear names is a roster as it is', () => {
    const header = ['Student ID', 'First Name', 'Last Name'];

    expect(take(header, ['1', 'Ana', 'Lopez'])).toMatchObject({
      roster: { header, mapping: ['studentId', 'firstName', 'lastName'], rows: [{ rowNumber: 2 }] },
      isMapped: true,
      headerRows: [],
    });
  });

  test('without names keeps its first row as a row', () => {
    expect(take(['7001', 'Ana', 'Lopez'], ['7002', 'Ben', 'Kim'])).toMatchObject({
      roster: {
        header: ['', '', ''],
        rows: [
          { rowNumber: 1, cells: ['7001', 'Ana', 'Lopez'] },
          { rowNumber: 2, cells: ['7002', 'Ben', 'Kim'] },
        ],
      },
      isMapped: false,
    });
  });

  test('with names we do not know keeps them as names', () => {
    expect(take(['Clave', 'Niña', 'Familia'], ['7002', 'Ben', 'Kim']).roster.header).toEqual([
      'Clave',
      'Niña',
      'Familia',
    ]);
  });

  test('leaves out rows that say the header again', () => {
    const header = ['Student ID', 'First Name', 'Last Name', ''];
    const taken = take(header, ['1', 'Ana', 'Lopez', ''], ['student id', 'First Name ', 'Last Name', 'x']);

    expect(taken.headerRows).toEqual([3]);
    expect(taken.roster.rows.map(({ rowNumber }) => rowNumber)).toEqual([2]);
  });
});
