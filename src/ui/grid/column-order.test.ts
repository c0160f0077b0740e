import { describe, expect, test } from 'vitest';
import type { ColumnKey } from '#domain/roster/template.ts';
import { columnOrder } from './column-order.ts';

const mapping = ['studentId', 'firstName', 'lastName', null, 'email', 'classId'] as const;
const problems = new Set<ColumnKey>(['email', 'firstName']);

describe('the order of columns in the grid', () => {
  test('is that of the file when all rows are shown', () => {
    expect(columnOrder('all', mapping, problems)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('begins with the columns that have problems when rows with problems are shown', () => {
    expect(columnOrder('problems', mapping, problems)).toEqual([1, 4, 0, 2, 3, 5]);
  });

  test('begins with the one column when the rows of one problem are shown', () => {
    expect(columnOrder({ code: 'email.malformed', column: 'email' }, mapping, problems)).toEqual([
      4, 0, 1, 2, 3, 5,
    ]);
  });
});
