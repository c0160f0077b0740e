import { describe, expect, test } from 'vitest';
import { refusalCodes } from '#domain/refusal.ts';
import { countSentences, forbiddenWords, readingGrade } from '#tests/support/reading-grade.ts';
import { failureSentence, refusalSentence } from './refusal-messages.ts';

const failures = ['batch.rows_missing', 'batch.columns_missing', 'batch.gave_up'] as const;

const sentences = [
  ...refusalCodes.map((code) => ({ code, en: refusalSentence(code, 'en'), es: refusalSentence(code, 'es') })),
  ...failures.map((code) => ({ code, en: failureSentence(code, 'en'), es: failureSentence(code, 'es') })),
];

describe.each(sentences)('the sentence for $code', ({ en, es }) => {
  test('is two short sentences in plain words: what happened, and what comes next', () => {
    expect([countSentences(en), countSentences(es)]).toEqual([2, 2]);
    expect(`${en} ${es}`).not.toMatch(forbiddenWords);
  });

  test('can be read by a sixth-grader', () => {
    expect(readingGrade(en)).toBeLessThanOrEqual(6);
  });
});
