import { describe, expect, test } from 'vitest';
import { problem } from '#domain/roster/problem.ts';
import type { ViewRow } from '#worker/roster-api.ts';
import { growList, shownRows } from './shown-rows.ts';

function aRow(rowNumber: number, isWrong = true): ViewRow {
  const at = { rowNumber, column: 'studentId', value: '' } as const;
  return { rowNumber, cells: [''], problems: isWrong ? [problem('cell.required', at, {})] : [] };
}

describe('the rows of the grid', () => {
  test('stand at their positions, and the active one stays when it is scrolled away', () => {
    const before = shownRows({ total: 100, rows: [aRow(2), aRow(3)] }, 0, 0, new Map());
    const after = shownRows({ total: 100, rows: [aRow(52), aRow(53)] }, 50, 1, before);
    expect([...after].map(([position, row]) => [position, row.rowNumber])).toEqual([
      [50, 52],
      [51, 53],
      [1, 3],
    ]);
  });

  test('do not keep a position the filter no longer has', () => {
    const before = shownRows({ total: 2, rows: [aRow(2), aRow(3)] }, 0, 0, new Map());
    expect(shownRows({ total: 1, rows: [aRow(2)] }, 0, 1, before).size).toBe(1);
  });
});

describe('the list of cards', () => {
  test('keeps a row that was fixed in its place until another choice is made', () => {
    const list = growList([aRow(2), aRow(3), aRow(4)], { total: 2, rows: [aRow(2), aRow(4)] }, 0);
    expect(list.rows.map((row) => [row.rowNumber, row.problems.length])).toEqual([
      [2, 1],
      [3, 0],
      [4, 1],
    ]);
    expect(list.total).toBe(3);
  });

  test('grows by as many rows as asked for', () => {
    const view = { total: 5, rows: [aRow(2), aRow(3), aRow(4), aRow(5)] };
    expect(growList([aRow(2)], view, 2).rows.map((row) => row.rowNumber)).toEqual([2, 3, 4]);
  });
});
