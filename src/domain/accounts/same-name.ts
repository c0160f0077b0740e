/** Latin letters that Unicode does not take apart into a plain letter and a mark. */
const undecomposed: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['ı', 'i'],
]);

/** Most names; they need no folding but the case. */
const plainName = /^[A-Za-z]+$/;

/**
 * Whether two spellings are the same name: case, accents, spaces, hyphens and apostrophes do not count.
 * Vowel signs of other scripts do count: without them different names would look alike.
 */
export function isSameName(one: string, other: string): boolean {
  return foldName(one) === foldName(other);
}

/** A name without what does not count: two spellings of the same name fold to the same text. */
export function foldName(name: string): string {
  if (plainName.test(name)) return name.toLowerCase();
  const plain = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');
  return Array.from(plain, (letter) => undecomposed.get(letter) ?? letter).join('');
}
