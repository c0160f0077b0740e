import { describe, expect, test } from 'vitest';
import { nextInList } from './next-in-list.ts';

const labels = ['Uploaded File', 'Completed File', 'Error File', 'Undo'];

describe('keys in a menu', () => {
  test.each([
    ['ArrowDown', 0, 1],
    ['ArrowDown', 3, 0],
    ['ArrowDown', -1, 0],
    ['ArrowUp', 0, 3],
    ['ArrowUp', -1, 3],
    ['ArrowUp', 2, 1],
    ['Home', 2, 0],
    ['End', 0, 3],
    ['e', 0, 2],
    ['U', 0, 3],
    ['u', 3, 0],
  ])('%s from item %i moves to item %i', (key, current, next) => {
    expect(nextInList(key, current, labels)).toBe(next);
  });

  test.each([['Enter'], [' '], ['z'], ['Tab']])('%s moves nowhere', (key) => {
    expect(nextInList(key, 0, labels)).toBeUndefined();
  });

  test('move nowhere in an empty menu', () => {
    expect(nextInList('ArrowDown', -1, [])).toBeUndefined();
  });
});
