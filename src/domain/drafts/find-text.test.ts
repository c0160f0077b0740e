import { describe, expect, test } from 'vitest';
import { findCells, replaceText } from './find-text.ts';

const rows = [
  { rowNumber: 2, cells: ['1', 'Ana', 'ana@school.con'] },
  { rowNumber: 3, cells: ['', 'BO', 'bo@school.con'] },
];

describe('a search', () => {
  test('finds large and small letters alike, in all columns or in one', () => {
    const search = { text: 'ANA', columnIndex: null, isWhole: false };
    expect(findCells(rows, search).map(({ rowNumber, columnIndex }) => [rowNumber, columnIndex])).toEqual([
      [2, 1],
      [2, 2],
    ]);
    expect(findCells(rows, { ...search, columnIndex: 1 })).toEqual([
      { rowNumber: 2, columnIndex: 1, text: 'Ana' },
    ]);
  });

  test('finds whole cells only when asked to, and blank ones then', () => {
    expect(findCells(rows, { text: 'o', columnIndex: 1, isWhole: true })).toEqual([]);
    expect(findCells(rows, { text: '', columnIndex: null, isWhole: false })).toEqual([]);
    expect(findCells(rows, { text: '', columnIndex: 0, isWhole: true })).toHaveLength(1);
  });

  test('takes every sign for itself', () => {
    const search = { text: '.con', columnIndex: null, isWhole: false };
    expect(replaceText('ana@xcon.con', search, '.com')).toBe('ana@xcon.com');
    expect(replaceText('a$b', { ...search, text: '$' }, '$&')).toBe('a$&b');
    expect(replaceText('', { ...search, text: '', isWhole: true }, '3')).toBe('3');
  });
});
