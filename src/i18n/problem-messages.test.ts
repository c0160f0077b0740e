import { describe, expect, test } from 'vitest';
import { problem, type ProblemCode, type ProblemFacts, type RowProblem } from '#domain/roster/problem.ts';
import { columnKeys, headerNames } from '#domain/roster/template.ts';
import { problemSentence } from './problem-messages.ts';
import { countSentences, forbiddenWords, readingGrade } from '#tests/support/reading-grade.ts';

const facts: ProblemFacts = {
  'cell.required': {},
  'cell.too_long': { limit: 64 },
  'cell.damaged_number': {},
  'cell.shorter_than_others': { usual: 6 },
  'cell.formula_error': {},
  'guid.malformed': {},
  'name.no_letter': {},
  'name.no_comma': {},
  'grade.unknown': {},
  'email.malformed': {},
  'username.too_short': { limit: 3 },
  'username.characters': { characters: 'ñ ' },
  'password.too_short': { limit: 8 },
  'password.too_long': { limit: 128 },
  'password.common': {},
  'password.same_as_person': { sameAs: 'lastName' },
  'date.unreadable': {},
  'date.ambiguous': { readings: ['2026-08-09', '2026-09-08'] },
  'class.end_before_start': { start: '2026-08-12' },
  'class.id_missing': {},
  'class.name_missing': {},
  'student.rows_disagree': { otherRow: 5 },
  'student.row_repeated': { otherRow: 5 },
  'username.repeated': { otherRow: 5 },
  'email.repeated': { otherRow: 5 },
  'class.rows_disagree': { otherRow: 5 },
  'student.unknown_guid': {},
  'student.guid_other_id': { knownStudentId: '0012' },
  'student.other_name': { knownName: 'Ana López' },
  'username.taken': {},
  'username.fixed': { knownUsername: 'ana.lopez' },
  'class.unknown_guid': {},
  'class.guid_other_id': { knownClassId: 'M1' },
  'master_code.unknown': {},
  'row.not_reached': {},
  'password.kept': {},
  'password.old_temporary': {},
};

const codes = Object.keys(facts) as ProblemCode[];

/** Where a code stands in a real roster, as far as its sentence depends on it. */
function columnOf(code: ProblemCode) {
  const prefix = code.split('.')[0] ?? '';
  return (
    columnKeys.find((key) => key.toLowerCase().startsWith(prefix === 'class' ? 'classid' : prefix)) ??
    'studentId'
  );
}

function exampleOf(code: ProblemCode, value = 'x'): RowProblem {
  return problem(code, { rowNumber: 2, column: columnOf(code), value }, facts[code]);
}

describe.each(codes)('the sentence for %s', (code) => {
  test.each(['en', 'es'] as const)('is one or two short sentences in plain words (%s)', (language) => {
    const sentence = problemSentence(exampleOf(code), language);

    expect(countSentences(sentence)).toBeLessThanOrEqual(2);
    expect(sentence).not.toMatch(forbiddenWords);
    expect(sentence.length).toBeLessThan(200);
  });

  test('can be read by a sixth-grader', () => {
    expect(readingGrade(problemSentence(exampleOf(code), 'en'))).toBeLessThanOrEqual(6);
  });
});

test('a sentence says where, what is there and what is expected', () => {
  const found = problem('grade.unknown', { rowNumber: 2, column: 'classGradeLevel', value: '13th' }, {});

  expect(problemSentence(found, 'en')).toBe(
    'Class Grade Level “13th” is not a grade we know. Use PK, K or a number from 1 to 12.',
  );
  expect(problemSentence(found, 'es')).toBe(
    'Grado de la clase: no conocemos el grado “13th”. Usa PK, K o un número del 1 al 12.',
  );
});

test('a long cell is cut in its sentence, between whole characters', () => {
  const sentence = problemSentence(exampleOf('email.malformed', '🦊'.repeat(300)), 'en');

  expect(sentence).toContain(`“${'🦊'.repeat(40)}…”`);
});

test('columns go by their names in the language of the sentence', () => {
  for (const column of columnKeys) {
    const found = problem('cell.too_long', { rowNumber: 2, column, value: 'x' }, { limit: 3 });
    expect(problemSentence(found, 'en')).toContain(headerNames.en[column]);
    expect(problemSentence(found, 'es')).toContain(headerNames.es[column]);
  }
});
