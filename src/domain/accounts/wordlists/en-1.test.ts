import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { rudeFragments, rudeWholes } from '../rude-words.ts';
import { englishWords1 } from './en-1.ts';

describe('the word list, version 1', () => {
  test('has 2,048 different words of 3 to 7 small letters', () => {
    expect(englishWords1).toHaveLength(2048);
    expect(new Set(englishWords1).size).toBe(2048);
    expect(englishWords1.filter((word) => !/^[a-z]{3,7}$/.test(word))).toEqual([]);
  });

  test('never changes, because passwords in use derive from it', () => {
    const digest = createHash('sha256').update(englishWords1.join(' ')).digest('hex');

    expect(digest).toBe('1417d313be5f064ba21c9e249b53ac6d841def551aada6b344b1532085dc3171');
  });

  test('has no word that begins with another', () => {
    const sorted = [...englishWords1].sort();

    expect(sorted.filter((word, index) => sorted[index + 1]?.startsWith(word))).toEqual([]);
  });

  test('has no rude word', () => {
    const isRude = (word: string) =>
      rudeWholes.has(word) || rudeFragments.some((fragment) => word.includes(fragment));

    expect(englishWords1.filter(isRude)).toEqual([]);
  });

  test('has no two words that spell a rude one together', () => {
    expect(rudeFragments.flatMap(pairsAcross)).toEqual([]);
    expect([...rudeWholes].flatMap((whole) => pairsAcross(whole).filter(spells(whole)))).toEqual([]);
  });
});

/** Pairs of words in which the letters stand across the gap: one ends with their beginning, the other goes on with the rest. */
function pairsAcross(letters: string): [string, string][] {
  return Array.from(letters.slice(1), (_, index) => index + 1).flatMap((cut) => {
    const firsts = englishWords1.filter((word) => word.endsWith(letters.slice(0, cut)));
    const seconds = englishWords1.filter((word) => word.startsWith(letters.slice(cut)));
    return firsts.flatMap((first) => seconds.map((second): [string, string] => [first, second]));
  });
}

function spells(letters: string): (pair: [string, string]) => boolean {
  return ([first, second]) => first + second === letters;
}
