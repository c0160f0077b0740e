/** Words inside a name that stay small, when they are not its beginning. */
const small = new Set(
  'de del la las los da das do dos di du y e i van von der den ter ten bin binti ibn al el'.split(' '),
);
const romanNumber = /^(?:ii|iii|iv|vi|vii|viii)$/;

/**
 * A name written in capitals or small letters only, as it is usually written: `MARÍA DE LA CRUZ` becomes `María de la Cruz`,
 * `O'BRIEN-MCKAY` `O'Brien-McKay`. A guess: `MACDONALD` gives `Macdonald`.
 */
export function capitalizeName(name: string): string {
  return name
    .toLowerCase()
    .split(/(\s+|-)/)
    .map((word, index) => (index > 0 && small.has(word) ? word : capitalizeWord(word)))
    .join('');
}

function capitalizeWord(word: string): string {
  if (romanNumber.test(word)) return word.toUpperCase();
  return word
    .replace(/\p{L}/u, (letter) => letter.toUpperCase())
    .replace(/^(Mc)(\p{Ll})(?=\p{L}{2})/u, (_, mc: string, letter: string) => mc + letter.toUpperCase())
    .replace(/^(\p{L}['’])(\p{Ll})/u, (_, start: string, letter: string) => start + letter.toUpperCase());
}

/** Which letters a name is written in, when only one sort; short ones such as `JP` are left alone. */
export function singleCase(name: string): 'upper' | 'lower' | null {
  const upper = name.toUpperCase();
  const lower = name.toLowerCase();
  if (upper === lower) return null;
  if (name === lower) return 'lower';
  return name === upper && (name.match(/\p{Lu}/gu)?.length ?? 0) > 2 ? 'upper' : null;
}
