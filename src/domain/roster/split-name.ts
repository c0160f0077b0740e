import { isDash } from './check-cell.ts';

export interface NameParts {
  readonly firstName: string;
  readonly lastName: string;
}

/** What follows a family name after a second comma: `King, Martin, Jr.` */
const suffix = /^(?:jr|sr|i{2,3}|iv)\.?$/i;

/**
 * The two names of a cell that holds `Last, First`, the way school systems print a name in one column; null for every other form,
 * because without the comma nobody can say where a family name begins. Middle names stay with the first, and a suffix (`Jr.`)
 * goes to the last name wherever it stands. A dash after the comma stands for "has no other name": `Sukarno, -`.
 */
export function splitName(text: string): NameParts | null {
  const parts = text.split(/[,，、،]/).map((part) => part.trim().replace(/\s+/g, ' '));
  const [last, ...others] = parts;
  if (last === undefined || !hasLetter(last)) return null;
  if (others.length === 1 && isDash(others[0] ?? '')) return { firstName: others[0] ?? '', lastName: last };
  if (!others.every(hasLetter)) return null;
  const suffixes = others.filter((part) => suffix.test(part));
  const [first, ...more] = others.filter((part) => !suffix.test(part));
  if (first === undefined || more.length > 0 || suffixes.length > 1) return null;
  return { firstName: first, lastName: [last, ...suffixes].join(' ') };
}

function hasLetter(text: string): boolean {
  return /\p{L}/u.test(text);
}
