import { describe, expect, test } from 'vitest';
import { isOneSlipApart } from './one-slip.ts';

describe('one slip of the hand', () => {
  test.each([
    ['garcia', 'garca'],
    ['garcia', 'garciaa'],
    ['garcia', 'gorcia'],
    ['garcia', 'gracia'],
    ['', 'a'],
  ])('lies between %j and %j', (one, other) => {
    expect(isOneSlipApart(one, other)).toBe(true);
    expect(isOneSlipApart(other, one)).toBe(true);
  });

  test.each([
    ['garcia', 'garcia'],
    ['garcia', 'garc'],
    ['garcia', 'gorcio'],
    ['abcd', 'badc'],
  ])('does not lie between %j and %j', (one, other) => {
    expect(isOneSlipApart(one, other)).toBe(false);
    expect(isOneSlipApart(other, one)).toBe(false);
  });
});
