import type { RowProblem } from '#domain/roster/problem.ts';
import { headerNames } from '#domain/roster/template.ts';
import type { Language } from './plural.ts';
import { problemWordsEn } from './problem-words.en.ts';
import { problemWordsEs } from './problem-words.es.ts';
import type { ColumnWords, ProblemWords } from './problem-words.ts';

const problemWords: Readonly<Record<Language, ProblemWords>> = { en: problemWordsEn, es: problemWordsEs };

/** Whether this version has words for a code; a server of a later version may send others. */
export function isWordedProblem(code: string): boolean {
  return Object.hasOwn(problemWordsEn, code);
}

/** A problem in plain words: where, what is there, what is expected, what to do. Never repeats a password. */
export function problemSentence(problem: RowProblem, language: Language): string {
  const names = headerNames[language];
  const words: ColumnWords = { column: names[problem.column], nameOf: (key) => names[key] };
  // The record pairs every code with a function for that code's problem; an index loses the pairing.
  const say = problemWords[language][problem.code] as (one: RowProblem, words: ColumnWords) => string;
  return say(problem, words);
}
