import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance } from './edit-distance.ts';

test.each([
  ['third', 'thrid', 1],
  ['forth', 'fourth', 1],
  ['gmail', 'gmial', 1],
  ['Anna', 'Ana', 1],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
])('%s is %s after some slips', (one, other, slips) => expect(editDistance(one, other)).toBe(slips));

test('is the same both ways, and nothing for a text itself', () => {
  const texts = fc.string({ unit: fc.constantFrom(...'abc'), maxLength: 8 });
  fc.assert(
    fc.property(texts, texts, (one, other) => {
      expect(editDistance(one, other)).toBe(editDistance(other, one));
      expect(editDistance(one, one)).toBe(0);
      expect(editDistance(one, other) === 0).toBe(one === other);
    }),
  );
});
