import { describe, expect, test } from 'vitest';
import { placeAfterEdit } from './edit-step.ts';

const size = { rows: 5, columns: 3, page: 1 };
const from = { position: 1, column: 1 };

describe('after an edit', () => {
  test('Enter goes down, and back to where the row was begun', () => {
    expect(placeAfterEdit(from, 'down', null, size)).toEqual({ position: 2, column: 1 });
    expect(placeAfterEdit({ position: 1, column: 2 }, 'down', 0, size)).toEqual({ position: 2, column: 0 });
    expect(placeAfterEdit({ position: 0, column: 2 }, 'up', 0, size)).toEqual({ position: 0, column: 2 });
  });

  test('Tab goes right, and on in the next row', () => {
    expect(placeAfterEdit(from, 'right', null, size)).toEqual({ position: 1, column: 2 });
    expect(placeAfterEdit({ position: 1, column: 2 }, 'right', null, size)).toEqual({
      position: 2,
      column: 0,
    });
    expect(placeAfterEdit({ position: 1, column: 0 }, 'left', null, size)).toEqual({
      position: 1,
      column: 0,
    });
    expect(placeAfterEdit(from, 'stay', 0, size)).toBe(from);
  });
});
