/** Words that mean nothing to a teacher. */
export const forbiddenWords =
  /\b(?:invalid\w*|inválid\w*|pars(?:e|ed|ing)|sync\w*|schema|null|utf-8|undefined)\b/i;

/** How many sentences: ends of one before a capital, a quoted cell, or nothing more. */
export function countSentences(text: string): number {
  return text.split(/[.!?](?=\s+[\p{Lu}“]|\s*$)/u).filter((part) => part.trim() !== '').length;
}

/** The US school grade that can read an English text (Flesch-Kincaid), quoted cells not counted. */
export function readingGrade(text: string): number {
  const words = withoutQuotes(text).match(/[a-z][a-z’'-]*/gi) ?? [];
  const syllables = words.reduce((sum, word) => sum + countSyllables(word), 0);
  return 0.39 * (words.length / countSentences(text)) + 11.8 * (syllables / words.length) - 15.59;
}

function countSyllables(word: string): number {
  const sounding = word.toLowerCase().replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '');
  return Math.max(1, sounding.match(/[aeiouy]+/g)?.length ?? 0);
}

function withoutQuotes(text: string): string {
  return text.replace(/“[^”]*”/g, '');
}
