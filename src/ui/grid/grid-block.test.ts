import { describe, expect, test } from 'vitest';
import { blockBetween, blockSize, isInside, selectionAfterKey } from './grid-block.ts';

const block = blockBetween({ position: 5, column: 1 }, { position: 3, column: 2 });
const size = { rows: 10, columns: 4, page: 5 };
const key = { key: ' ', control: false, shift: false };

describe('a block of cells', () => {
  test('lies between its corners, whichever came first', () => {
    expect(block).toEqual({ top: 3, bottom: 5, left: 1, right: 2 });
    expect(blockSize(block)).toEqual({ rows: 3, columns: 2 });
    expect(isInside(block, { position: 4, column: 1 })).toBe(true);
    expect(isInside(block, { position: 4, column: 3 })).toBe(false);
    expect(isInside(block, { position: 6, column: 1 })).toBe(false);
  });

  test('grows to whole rows, whole columns or everything', () => {
    const blockAfter = (pressed: Partial<typeof key>) => {
      const corners = selectionAfterKey({ ...key, ...pressed }, block, size);
      return corners && blockBetween(...corners);
    };
    expect(blockAfter({ shift: true })).toEqual({ top: 3, bottom: 5, left: 0, right: 3 });
    expect(blockAfter({ control: true })).toEqual({ top: 0, bottom: 9, left: 1, right: 2 });
    expect(blockAfter({ key: 'a', control: true })).toEqual({ top: 0, bottom: 9, left: 0, right: 3 });
    expect(blockAfter({})).toBeNull();
    expect(blockAfter({ key: 'a' })).toBeNull();
  });
});
