import { describe, expect, test } from 'vitest';
import { DAY_MS } from '#domain/time.ts';
import { daysLeft } from './days-left.ts';

describe('the days a temporary password has left', () => {
  test.each([
    [90 * DAY_MS, 90],
    [DAY_MS + 1, 2],
    [1, 1],
    [0, 0],
    [-5 * DAY_MS, 0],
  ])('%i ms are %i days', (milliseconds, days) => {
    expect(daysLeft(1_000_000 + milliseconds, 1_000_000)).toBe(days);
  });
});
