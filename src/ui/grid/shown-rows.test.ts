import { describe, expect, test } from 'vitest';
import { problem } from '#domain/roster/problem.ts';
import type { ViewRow } from '#worker/roster-api.ts';
import { shownRows, withCell } from './shown-rows.ts';

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

  test('show what was typed before it is checked', () => {
    const rows = shownRows({ total: 1, rows: [aRow(2)] }, 0, 0, new Map());
    expect(withCell(rows, 0, 0, 'S1').get(0)?.cells).toEqual(['S1']);
    expect(withCell(rows, 7, 0, 'S1')).toBe(rows);
  });
});
