import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../time.ts';
import { retryDelay } from './retry-delay.ts';

const attempts = fc.integer({ min: 1, max: 10_000 });
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the wait before the next try', () => {
  test('is never under a second and never over five minutes', () => {
    fc.assert(
      fc.property(attempts, chance, (tries, random) => {
        const delay = retryDelay(tries, random);
        expect(delay).toBeGreaterThanOrEqual(SECOND_MS);
        expect(delay).toBeLessThanOrEqual(5 * MINUTE_MS);
      }),
    );
  });

  test('doubles its ceiling with every try', () => {
    const almostOne = 1 - Number.EPSILON;
    expect([1, 2, 3, 4].map((tries) => retryDelay(tries, almostOne))).toEqual([2_000, 4_000, 8_000, 16_000]);
  });

  test('is what the server asks for, up to an hour', () => {
    expect(retryDelay(1, 0.5, 90 * SECOND_MS)).toBe(90 * SECOND_MS);
    expect(retryDelay(1, 0.5, 24 * HOUR_MS)).toBe(HOUR_MS);
  });

  test('is a second at least, also when the server asks for none', () => {
    expect(retryDelay(1, 0.5, 0)).toBe(SECOND_MS);
  });
});
