import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkId } from './check-cell.ts';
import { classIdFromName } from './class-by-name.ts';
import { normalizeCell } from './normalize-row.ts';

describe('the Class ID of a class known by its name alone', () => {
  test.each([
    ['Math 3A', 'math 3a'],
    ['  Matemáticas   3.º B ', 'matematicas 3.º b'],
    ['MATEMATICAS 3.º B', 'matematicas 3.º b'],
    ['Алгебра', 'алгебра'],
    ['数学', '数学'],
    ['हिन्दी', 'हिन्दी'],
  ])('is the name without what people write one way today and another way tomorrow: %s', (name, id) => {
    expect(classIdFromName(name)).toBe(id);
  });

  test('tells long names apart that begin the same', () => {
    const beginning = 'Introduction to the history and literature of the Americas, period';
    const ids = ['1', '2', '12'].map((period) => classIdFromName(`${beginning} ${period}`));

    expect(new Set(ids).size).toBe(3);
  });

  test('fits into a Class ID, and is the same for itself, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }), (text) => {
        const id = classIdFromName(normalizeCell(text));
        expect(checkId(id)?.code).not.toBe('cell.too_long');
        expect(classIdFromName(id)).toBe(id);
      }),
    );
  });
});
