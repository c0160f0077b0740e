import { describe, expect, test } from 'vitest';
import { placeAfterKey } from './grid-keys.ts';

const size = { rows: 100, columns: 15, page: 10 };
const middle = { position: 50, column: 7 };

describe('moving in a grid by keys', () => {
  test.each([
    ['ArrowUp', { position: 49, column: 7 }],
    ['ArrowDown', { position: 51, column: 7 }],
    ['ArrowLeft', { position: 50, column: 6 }],
    ['ArrowRight', { position: 50, column: 8 }],
    ['PageUp', { position: 40, column: 7 }],
    ['PageDown', { position: 60, column: 7 }],
    ['Home', { position: 50, column: 0 }],
    ['End', { position: 50, column: 14 }],
  ])('%s goes one step its way', (key, place) => {
    expect(placeAfterKey(key, false, middle, size)).toEqual(place);
  });

  test('Control with Home and End goes to the corners', () => {
    expect(placeAfterKey('Home', true, middle, size)).toEqual({ position: 0, column: 0 });
    expect(placeAfterKey('End', true, middle, size)).toEqual({ position: 99, column: 14 });
  });

  test('stays inside at every edge', () => {
    const last = { position: 99, column: 14 };
    expect(placeAfterKey('ArrowDown', false, last, size)).toEqual(last);
    expect(placeAfterKey('ArrowRight', false, last, size)).toEqual(last);
    const first = { position: 0, column: 0 };
    expect(placeAfterKey('PageUp', false, first, size)).toEqual(first);
    expect(placeAfterKey('ArrowLeft', false, first, size)).toEqual(first);
  });

  test('leaves all other keys alone', () => {
    expect(placeAfterKey('Tab', false, middle, size)).toBeUndefined();
    expect(placeAfterKey('a', false, middle, size)).toBeUndefined();
  });
});
