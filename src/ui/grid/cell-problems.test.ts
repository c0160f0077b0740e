import { expect, test } from 'vitest';
import { problem } from '#domain/roster/problem.ts';
import { problemsAt } from './cell-problems.ts';
import { studentName } from './student-name.ts';

const mapping = ['studentId', 'lastFirst', null] as const;
const at = { rowNumber: 2, column: 'lastName', value: 'Ana Lopez' } as const;

test('a problem about a name stands at the column of whole names', () => {
  const problems = [
    problem('name.no_comma', at, {}),
    problem('name.no_letter', { ...at, column: 'firstName' }, {}),
  ];

  expect(problemsAt(1, problems, mapping)).toEqual(problems);
  expect(problemsAt(0, problems, mapping)).toEqual([]);
});

test('a problem about a column the file does not have stands at the first', () => {
  const problems = [problem('grade.unknown', { ...at, column: 'gradeLevel' }, {})];

  expect(problemsAt(0, problems, mapping)).toEqual(problems);
});

test('a whole name is said once', () => {
  expect(studentName(['1', 'Lopez, Ana', ''], mapping)).toBe('Lopez, Ana');
  expect(studentName(['Ana', 'Lopez'], ['firstName', 'lastName'])).toBe('Ana Lopez');
});
