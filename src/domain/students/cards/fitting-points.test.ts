import { describe, expect, test } from 'vitest';
import { fittingPoints } from './fitting-points.ts';

const limits = { least: 8, most: 14 };

describe('the size of letters that fits a line', () => {
  test('is the largest one allowed for a short text', () => {
    expect(fittingPoints('ana.lopez', 180, limits)).toBe(14);
    expect(fittingPoints('', 180, limits)).toBe(14);
  });

  test('shrinks with the text so that the line holds it', () => {
    const text = 'x'.repeat(25);
    const size = fittingPoints(text, 180, limits);
    expect(size).toBeLessThan(14);
    expect(size * 0.64 * text.length).toBeLessThanOrEqual(180);
  });

  test('never goes below what can be read; such a text takes two lines', () => {
    expect(fittingPoints('x'.repeat(64), 180, limits)).toBe(8);
  });
});
