import { describe, expect, test } from 'vitest';
import { formatBytes, formatWait } from './format-amount.ts';

describe('a wait', () => {
  test.each([
    [0, '5 sec'],
    [12_000, '15 sec'],
    [55_000, '55 sec'],
    [55_001, '1 min'],
    [61_000, '2 min'],
    [300_000, '5 min'],
  ])('of %i ms is shown as %s', (wait, shown) => {
    expect(formatWait(wait, 'en')).toBe(shown);
  });

  test('is shown in the reader’s language', () => {
    expect(formatWait(20_000, 'es')).toBe('20 s');
  });
});

describe('an amount of data', () => {
  test.each([
    [1, '1 kB'],
    [1_001, '2 kB'],
    [999_000, '999 kB'],
    [999_001, '1 MB'],
    [1_310_000, '1.4 MB'],
  ])('of %i bytes is shown as %s', (bytes, shown) => {
    expect(formatBytes(bytes, 'en')).toBe(shown);
  });
});
