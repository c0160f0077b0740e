import { describe, expect, test } from 'vitest';
import { isSameName } from './same-name.ts';

describe('two spellings', () => {
  test.each([
    ['José', 'jose'],
    ['Jose\u0301', 'José'],
    ['O’Brien', "O'BRIEN"],
    ['Anne-Marie', 'Anne Marie'],
    ['Łukasz Øster', 'lukasz oster'],
    ['Strauß', 'Strauss'],
    ['İpek', 'ipek'],
  ])('are the same name: %s, %s', (one, other) => {
    expect(isSameName(one, other)).toBe(true);
  });

  test.each([
    ['Ana', 'Anna'],
    ['Ana', 'Ana María'],
    ['राम', 'रोम'],
    ['王', '李'],
  ])('are different names: %s, %s', (one, other) => {
    expect(isSameName(one, other)).toBe(false);
  });
});
