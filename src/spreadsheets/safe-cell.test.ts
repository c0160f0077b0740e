import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSafely, writeSafely } from './safe-cell.ts';

const anyText = fc.string({ unit: 'binary' });
const formulaLike = fc
  .tuple(
    fc.string({ unit: fc.constantFrom("'", ' ', '\t', '\u200b', '\u00a0') }),
    fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'),
    anyText,
  )
  .map((parts) => parts.join(''));

describe('a cell on its way through a file', () => {
  test('comes back exactly, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, formulaLike), (text) => {
        expect(readSafely(writeSafely(text))).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  test.each(['=1+1', '+1', '-5', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '＝1', "'=1", '\u200b=1'])(
    'never begins with something a spreadsheet runs: %j',
    (text) => {
      expect(writeSafely(text)).toBe(`'${text}`);
    },
  );

  test.each(["O'Neil", "'t Hooft", '', '0012', 'a=b', 'Ana-María', "''"])(
    'stays as it is when harmless: %j',
    (text) => {
      expect(writeSafely(text)).toBe(text);
      expect(readSafely(text)).toBe(text);
    },
  );
});
