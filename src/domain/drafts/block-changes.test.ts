import { describe, expect, test } from 'vitest';
import { fileLimits } from '../roster/file-problem.ts';
import { blankRows, clearCells, fillBlock, planPaste } from './block-changes.ts';
import { changeRoster } from './edit-draft.ts';

const roster = {
  header: ['Student ID', 'First Name', 'Last Name'],
  mapping: ['studentId', 'firstName', 'lastName'] as const,
  rows: [
    { rowNumber: 2, cells: ['1', 'Ana', ''] },
    { rowNumber: 4, cells: ['2', 'Bo', 'Li'] },
  ],
};

const place = { rows: roster.rows.slice(1), columns: [1, 2], width: 3, nextRowNumber: 5, rowCount: 2 };

describe('a pasted block', () => {
  test('goes over the cells that are there and into new rows beyond the end', () => {
    const planned = planPaste(
      [
        ['Bob', 'Li'],
        ['Cy', 'Kim'],
      ],
      place,
    );
    expect(planned).toMatchObject({ cellCount: 4, columnsLeft: 0, rowsLeft: 0 });
    expect(changeRoster(roster, planned.changes).roster.rows).toEqual([
      { rowNumber: 2, cells: ['1', 'Ana', ''] },
      { rowNumber: 4, cells: ['2', 'Bob', 'Li'] },
      { rowNumber: 5, cells: ['', 'Cy', 'Kim'] },
    ]);
  });

  test('tells what had no place', () => {
    const rowCount = fileLimits.rows - 1;
    const planned = planPaste(fillBlock('x', 4, 3), { ...place, rowCount });
    expect(planned).toMatchObject({ cellCount: 4, columnsLeft: 1, rowsLeft: 2 });
  });

  test('in the order of the columns on the screen lands where they are in the file', () => {
    const { changes } = planPaste([['Li', 'Bob']], { ...place, columns: [2, 1] });
    expect(changeRoster(roster, changes).roster.rows[1]?.cells).toEqual(['2', 'Bob', 'Li']);
  });
});

describe('a cleared block', () => {
  test('is blank, and no step when it was', () => {
    expect(changeRoster(roster, clearCells(roster.rows, [1, 2])).roster.rows.map((row) => row.cells)).toEqual(
      [
        ['1', '', ''],
        ['2', '', ''],
      ],
    );
    expect(clearCells(roster.rows.slice(0, 1), [2])).toEqual([]);
  });
});

test('blank rows have the numbers after the last', () => {
  expect(blankRows(2, 2, 7)).toEqual([
    { rowNumber: 7, cells: ['', ''] },
    { rowNumber: 8, cells: ['', ''] },
  ]);
});
