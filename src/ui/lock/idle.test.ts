import { describe, expect, test } from 'vitest';
import { IDLE_LIMIT, isIdle } from './idle.ts';

const touched = Date.UTC(2026, 8, 1, 8);

describe('a device nobody touches', () => {
  test('is idle after 15 minutes and not a moment before', () => {
    expect(isIdle(touched, touched + IDLE_LIMIT - 1)).toBe(false);
    expect(isIdle(touched, touched + IDLE_LIMIT)).toBe(true);
  });

  test('is idle when it wakes up the next morning', () => {
    expect(isIdle(touched, touched + 24 * 60 * 60 * 1000)).toBe(true);
  });

  test('is not idle because its clock was set back', () => {
    expect(isIdle(touched, touched - IDLE_LIMIT)).toBe(false);
  });
});
