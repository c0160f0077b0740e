import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toColumns, toRows } from './chunk-columns.ts';
import type { ChunkRow } from './chunks.ts';

const rowsOfAnyRoster = fc
  .record({
    width: fc.integer({ min: 0, max: 4 }),
    gaps: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 30 }),
  })
  .chain(({ width, gaps }) =>
    fc.tuple(
      ...gaps.map((gap) =>
        fc.record({
          gap: fc.constant(gap),
          cells: fc.array(fc.string(), { minLength: width, maxLength: width }),
          password: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
        }),
      ),
    ),
  )
  .map((rows) => {
    let rowNumber = 0;
    return rows.map(({ gap, cells, password }): ChunkRow => {
      rowNumber += gap;
      return password === undefined ? { rowNumber, cells } : { rowNumber, cells, password };
    });
  });

describe('the rows of a chunk, column by column', () => {
  test('stand as neighbours', () => {
    const rows = [
      { rowNumber: 2, cells: ['1', 'Ana'] },
      { rowNumber: 3, cells: ['2', 'Ben'], password: 'blue-whale-7' },
      { rowNumber: 7, cells: ['3'] },
    ];
    expect(toColumns(rows)).toEqual({
      rowRuns: [
        [2, 2],
        [7, 1],
      ],
      columns: [
        ['1', '2', '3'],
        ['Ana', 'Ben', ''],
      ],
      passwords: [[3, 'blue-whale-7']],
    });
  });

  test('are the same rows again on the other side', () => {
    fc.assert(
      fc.property(rowsOfAnyRoster, (rows) => {
        expect(toRows(toColumns(rows))).toEqual(rows);
      }),
    );
  });

  test.each<[string, Parameters<typeof toRows>[0]]>([
    ['numbers that do not rise', { rowRuns: [[3, 2], [4, 1]], columns: [['1', '2', '3']] }], // prettier-ignore
    ['a number below one', { rowRuns: [[0, 1]], columns: [['1']] }],
    ['a column with a gap', { rowRuns: [[2, 2]], columns: [['1', '2'], ['Ana']] }], // prettier-ignore
    ['more rows than a chunk has', { rowRuns: [[2, 1e9]], columns: [] }],
  ])('are none with %s', (_, columns) => {
    expect(toRows(columns)).toBeNull();
  });
});
