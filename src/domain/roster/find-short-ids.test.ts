import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findShortIds } from './find-short-ids.ts';
import { indexRows } from './roster-index.ts';

function shortIdsIn(ids: readonly string[]) {
  const index = indexRows(ids.map((studentId, at) => ({ rowNumber: at + 2, cells: { studentId } })));
  return findShortIds(index);
}

/** 20 IDs: `000100` … */
const padded = Array.from({ length: 20 }, (_, index) => String(index + 100).padStart(6, '0'));

describe('a Student ID shorter than the others', () => {
  test('is marked when the others are padded with zeros to one length', () => {
    expect(shortIdsIn([...padded, '345'])).toEqual([
      {
        code: 'cell.shorter_than_others',
        severity: 'warning',
        rowNumber: 22,
        column: 'studentId',
        value: '345',
        facts: { usual: 6 },
      },
    ]);
  });

  test('is marked on every row it stands on, and repeated rows of one student count once', () => {
    expect(shortIdsIn([...padded, '345', '345']).map((one) => one.rowNumber)).toEqual([22, 23]);
    expect(shortIdsIn([...padded.slice(0, 5), ...Array<string>(50).fill('000100'), '345'])).toEqual([]);
  });

  test.each([
    ['the others are not padded', [...Array.from({ length: 90 }, (_, index) => String(index + 1000)), '999']],
    ['there are few students', [...padded.slice(0, 8), '345']],
    ['many are shorter', [...padded, '1', '2', '3']],
    ['it is no number', [...padded, 'K-12', 'x']],
    ['only one or two begin with a zero', [...padded.map((id) => `1${id.slice(1)}`), '012345', '345']],
    ['it is longer', [...padded, '1234567']],
    ['all are alike', padded],
  ])('is not when %s', (_, ids) => {
    expect(shortIdsIn(ids)).toEqual([]);
  });

  test('is never found among numbers that nobody padded', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 60 }), (numbers) => {
        expect(shortIdsIn(numbers.map((one) => String(one + 1)))).toEqual([]);
      }),
    );
  });
});
