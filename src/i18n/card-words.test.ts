import { describe, expect, test } from 'vitest';
import { forbiddenWords } from '#tests/support/reading-grade.ts';
import { cardPageWords, cardWords } from './card-words.ts';

/** Every text of a dictionary; the variable parts are numbers or a day. */
function textsOf(words: object): string[] {
  return Object.values(words).flatMap((value: unknown) => {
    if (typeof value === 'function')
      return textsOf([(value as (...parts: number[]) => unknown)(3, 4)].flat());
    return typeof value === 'object' && value !== null ? textsOf(value) : [String(value)];
  });
}

describe('the words of login cards', () => {
  test.each(['en', 'es'] as const)('in %s are plain', (language) => {
    const texts = [...textsOf(cardWords[language]), ...textsOf(cardPageWords[language])];
    expect(texts.length).toBeGreaterThan(30);
    for (const text of texts) expect(text).not.toMatch(forbiddenWords);
  });

  test('are translated, not copied', () => {
    const spanish = new Set(textsOf([cardWords.es, cardPageWords.es]));
    const alike = textsOf([cardWords.en, cardPageWords.en]).filter((text) => spanish.has(text));
    expect(alike).toEqual(['A4']);
  });
});
