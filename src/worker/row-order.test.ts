import { describe, expect, test } from 'vitest';
import { inOrder, sortRows } from './row-order.ts';

const rows = ['10', 'b', '', '9', 'Á', 'B'].map((text, at) => ({ rowNumber: at + 2, cells: [text] }));
const sort = { columnIndex: 0, turn: 1 };
const texts = (numbers: readonly number[]) => numbers.map((number) => rows[number - 2]?.cells[0]);

describe('sorted rows', () => {
  test('stand by size, then as in a dictionary, blanks last in both directions', () => {
    expect(texts(sortRows(rows, { ...sort, direction: 'ascending' }).rowNumbers)).toEqual([
      '9',
      '10',
      'Á',
      'b',
      'B',
      '',
    ]);
    expect(texts(sortRows(rows, { ...sort, direction: 'descending' }).rowNumbers)).toEqual([
      'b',
      'B',
      'Á',
      '10',
      '9',
      '',
    ]);
  });

  test('keep their order when some are gone; new ones come last', () => {
    const order = sortRows(rows, { ...sort, direction: 'ascending' });
    expect(inOrder([2, 4, 5, 99], order)).toEqual([5, 2, 4, 99]);
  });
});
