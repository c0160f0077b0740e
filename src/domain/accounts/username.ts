import { isRude } from './rude-words.ts';

/** What a username is made from. */
export interface UsernameNames {
  readonly firstName: string;
  readonly lastName: string;
}

const LONGEST_FIRST = 14;
const LONGEST_LAST = 15;
/** Usernames have at least three characters, see the rules of the roster. */
const SHORTEST = 3;
const NEUTRAL_WORD = 'student';

/**
 * A readable username without a number, like `ana.lopez`: `[a-z.]`, 3 to 30 characters, at most one dot.
 * It ends in a letter, so that numbers put behind two bases can never give the same username.
 *
 * `transliterate` writes any script in Latin letters. Names it cannot write give `student`.
 * A form that reads rudely gives way to the next: `ana.l`, `a.lopez`, `student`.
 */
export function usernameBase(
  { firstName, lastName }: UsernameNames,
  transliterate: (text: string) => string,
): string {
  const first = joinWords(latinWords(transliterate(firstName)), LONGEST_FIRST);
  const last = joinWords(latinWords(transliterate(lastName)), LONGEST_LAST);
  return forms(first, last).find((form) => form.length >= SHORTEST && !isRude(form)) ?? NEUTRAL_WORD;
}

/** The base itself for the first student who gets it, then `ana.lopez2`, `ana.lopez3`, … */
export function numberedUsername(base: string, number: number): string {
  return number === 1 ? base : `${base}${number}`;
}

function forms(first: string, last: string): string[] {
  const only = first || last;
  if (first === '' || last === '') return only === '' ? [] : [only, `${NEUTRAL_WORD}.${only}`];
  const firstAndInitial = first.length > 1 ? [`${first}.${last.charAt(0)}`] : [];
  return [`${first}.${last}`, ...firstAndInitial, `${first.charAt(0)}.${last}`];
}

/** Apostrophes belong to a word; everything else that is not a letter parts two words. */
function latinWords(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(/['’`]/g, '')
      .match(/[a-z]+/g) ?? []
  );
}

/** As many whole words as fit, at least the beginning of the first: `mariadelcarmen`, not `mariadelcarmend`. */
function joinWords(words: readonly string[], limit: number): string {
  let joined = '';
  for (const word of words) {
    if (joined !== '' && joined.length + word.length > limit) break;
    joined += word;
  }
  return joined.slice(0, limit);
}
