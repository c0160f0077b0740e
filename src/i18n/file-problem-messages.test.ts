import { describe, expect, test } from 'vitest';
import type { FileProblem } from '#domain/roster/file-problem.ts';
import { countSentences, forbiddenWords, readingGrade } from '#tests/support/reading-grade.ts';
import { fileProblemSentence } from './file-problem-messages.ts';

const problems: { readonly [Code in FileProblem['code']]: Extract<FileProblem, { readonly code: Code }> } = {
  'file.wrong_type': { code: 'file.wrong_type', fileName: 'photo.png' },
  'file.empty': { code: 'file.empty' },
  'file.unreadable': { code: 'file.unreadable' },
  'file.password_protected': { code: 'file.password_protected' },
  'file.too_large': { code: 'file.too_large', megabytes: 31, limitMegabytes: 25 },
  'file.too_many_rows': { code: 'file.too_many_rows', rows: 120_000, limit: 100_000 },
  'file.no_header': { code: 'file.no_header', found: 'Ana, López, 3' },
  'file.no_rows': { code: 'file.no_rows' },
  'file.several_sheets': { code: 'file.several_sheets', sheets: [{ name: 'Room 4', rows: 20 }] },
  'file.set_unknown': { code: 'file.set_unknown', names: ['a.csv', 'b.csv'] },
  'file.set_incomplete': { code: 'file.set_incomplete', set: 'OneRoster', missing: 'users.csv' },
  'file.set_repeated': { code: 'file.set_repeated', part: 'users.csv' },
  'file.set_several_schools': { code: 'file.set_several_schools', schools: 3 },
};

describe.each(Object.values(problems))('the sentence for $code', (problem) => {
  test.each(['en', 'es'] as const)('says in one or two sentences what to do (%s)', (language) => {
    const sentence = fileProblemSentence(problem, language);

    expect(countSentences(sentence)).toBeLessThanOrEqual(2);
    expect(sentence).not.toMatch(forbiddenWords);
  });

  test('can be read by a sixth-grader', () => {
    expect(readingGrade(fileProblemSentence(problem, 'en'))).toBeLessThanOrEqual(6);
  });
});

test('counts of rows are written as the language writes them', () => {
  expect(fileProblemSentence(problems['file.too_many_rows'], 'en')).toContain('120,000 rows');
  expect(fileProblemSentence(problems['file.too_many_rows'], 'es')).toContain('120.000 filas');
});
