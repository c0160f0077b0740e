import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowWindow, scrollToRow } from './row-window.ts';

describe('the window of drawn rows', () => {
  test('holds every row in view and none that does not exist', () => {
    const cases = fc.record({
      total: fc.integer({ min: 0, max: 100_000 }),
      scrollTop: fc.integer({ min: 0, max: 9_000_000 }),
      viewHeight: fc.integer({ min: 0, max: 2_000 }),
      rowHeight: fc.integer({ min: 20, max: 120 }),
    });
    fc.assert(
      fc.property(cases, ({ total, scrollTop, viewHeight, rowHeight }) => {
        const { from, count } = rowWindow(scrollTop, viewHeight, rowHeight, total);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(from + count).toBeLessThanOrEqual(total);
        const firstInView = Math.floor(scrollTop / rowHeight);
        if (firstInView < total && viewHeight > 0) {
          expect(from).toBeLessThanOrEqual(firstInView);
          expect(from + count).toBeGreaterThan(firstInView);
        }
      }),
    );
  });

  test('stays small however long the list is', () => {
    expect(rowWindow(4_000_000, 600, 44, 100_000).count).toBeLessThan(30);
  });
});

describe('scrolling to a row', () => {
  const view = { scrollTop: 440, viewHeight: 440, rowHeight: 44 };

  test('does not move when the row is in view', () => {
    expect(scrollToRow(12, view)).toBe(440);
  });

  test('brings a row above to the top and a row below to the bottom', () => {
    expect(scrollToRow(2, view)).toBe(88);
    expect(scrollToRow(30, view)).toBe(31 * 44 - 440);
  });
});
