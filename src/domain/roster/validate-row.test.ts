import { describe, expect, test } from 'vitest';
import { defaultPasswordPolicy } from '../accounts/password-policy.ts';
import type { CellTexts } from './row.ts';
import type { ColumnKey } from './template.ts';
import { validateRow } from './validate-row.ts';

const ana: CellTexts = { studentId: '0012', firstName: 'Ana', lastName: 'López' };
const guid = '0190b1f2-3c4d-7e5f-8a9b-0c1d2e3f4a5b';

function problemsOf(cells: CellTexts) {
  return validateRow({ rowNumber: 2, cells }, { passwordPolicy: defaultPasswordPolicy });
}

function problemsOfDates(classStartDate: string, classEndDate: string) {
  return problemsOf({ ...ana, classId: 'M1', classStartDate, classEndDate });
}

/** The codes found in one column of an otherwise good row. */
function codesFor(column: ColumnKey, text: string, others: CellTexts = {}) {
  const found = problemsOf({ ...ana, ...others, [column]: text });
  return found.filter((one) => one.column === column).map((one) => one.code);
}

describe('a row of a new student', () => {
  test('needs a Student ID and both names, and nothing else', () => {
    expect(problemsOf(ana)).toEqual([]);
    expect(problemsOf({})).toMatchObject([
      { code: 'cell.required', column: 'studentId' },
      { code: 'cell.required', column: 'firstName' },
      { code: 'cell.required', column: 'lastName' },
    ]);
  });

  test('may leave them out beside a User GUID', () => {
    expect(problemsOf({ userGuid: guid.toUpperCase() })).toEqual([]);
  });

  test('tells all its problems at once, in the order of the template', () => {
    const found = problemsOf({
      masterCode: '1.5E+10',
      email: 'ana',
      gradeLevel: 'x',
      studentId: '1',
      lastName: 'López',
    });

    expect(found.map(({ code, column }) => `${column} ${code}`)).toEqual([
      'firstName cell.required',
      'gradeLevel grade.unknown',
      'email email.malformed',
      'classId class.id_missing',
      'masterCode cell.damaged_number',
    ]);
    expect(found[1]).toMatchObject({ severity: 'error', rowNumber: 2, value: 'x' });
  });
});

describe('a cell', () => {
  test.each<[ColumnKey, string]>([
    ['studentId', 'A'.repeat(64)],
    ['studentId', '1E10'],
    ['studentId', '𠮷'.repeat(64)],
    ['firstName', 'Ł'],
    ['firstName', '李'],
    ['lastName', 'O’Brien-Núñez 3rd.'],
    ['lastName', '-'],
    ['firstName', 'a'.repeat(100)],
    ['email', 'ana.lopez+school@mail.example.org'],
    ['username', 'Ana.Lopez-2@school.org'],
    ['username', 'abc'],
    ['password', 'brave otter 42'],
    ['password', '#N/A#N/A'],
    ['gradeLevel', 'Kínder'],
  ])('takes %s "%s"', (column, text) => {
    expect(codesFor(column, text)).toEqual([]);
  });

  test.each<[ColumnKey, string, string]>([
    ['userGuid', 'abc', 'guid.malformed'],
    ['studentId', 'A'.repeat(65), 'cell.too_long'],
    ['studentId', '1.23E+15', 'cell.damaged_number'],
    ['studentId', '1,23e+15', 'cell.damaged_number'],
    ['studentId', '#########', 'cell.formula_error'],
    ['firstName', 'a'.repeat(101), 'cell.too_long'],
    ['firstName', '123', 'name.no_letter'],
    ['lastName', '#N/A', 'cell.formula_error'],
    ['lastName', '#¡VALOR!', 'cell.formula_error'],
    ['gradeLevel', '#REF!', 'cell.formula_error'],
    ['gradeLevel', '13', 'grade.unknown'],
    ['email', 'ana@school', 'email.malformed'],
    ['email', 'ana lopez@school.org', 'email.malformed'],
    ['email', `${'a'.repeat(250)}@school.org`, 'cell.too_long'],
    ['username', 'ab', 'username.too_short'],
    ['username', 'a'.repeat(65), 'cell.too_long'],
    ['username', 'ana lópez', 'username.characters'],
    ['password', 'short', 'password.too_short'],
    ['password', 'Password1', 'password.common'],
  ])('does not take %s "%s": %s', (column, text, code) => {
    expect(codesFor(column, text)).toEqual([code]);
  });

  test('of a username says which characters it may not have', () => {
    const [found] = problemsOf({ ...ana, username: 'aña ñ lópez' });

    expect(found).toMatchObject({ facts: { characters: 'ñ ó' } });
  });

  test('with a dash stands for a name a person does not have, but one of the two is needed', () => {
    expect(problemsOf({ ...ana, lastName: '—' })).toEqual([]);
    expect(problemsOf({ ...ana, firstName: '-', lastName: '-' })).toHaveLength(2);
  });

  test('with a password is never repeated in a problem', () => {
    expect(problemsOf({ ...ana, password: 'López' })).toMatchObject([
      { code: 'password.too_short', value: '' },
      { code: 'password.same_as_person', value: '', facts: { sameAs: 'lastName' } },
    ]);
  });
});

describe('the class of a row', () => {
  test('is named by a Class ID or a Class GUID', () => {
    expect(problemsOf({ ...ana, classId: 'M1' })).toEqual([]);
    expect(problemsOf({ ...ana, classGuid: guid })).toEqual([]);
    expect(codesFor('classId', '', { className: 'Math' })).toEqual(['class.id_missing']);
  });

  test('ends after it starts', () => {
    expect(problemsOfDates('2026-08-12', '13 Aug 2026')).toEqual([]);
    expect(problemsOfDates('2026-08-12', '2026-08-12')).toMatchObject([
      { code: 'class.end_before_start', column: 'classEndDate', facts: { start: '2026-08-12' } },
    ]);
    expect(problemsOfDates('2026-08-12', '2025-06-01')).toHaveLength(1);
  });

  test('has dates that can be read one way only', () => {
    expect(codesFor('classStartDate', '8/9/2026', { classId: 'M1' })).toEqual(['date.ambiguous']);
    expect(codesFor('classEndDate', '2026-02-30', { classId: 'M1' })).toEqual(['date.unreadable']);
    expect(codesFor('classEndDate', '#####', { classId: 'M1' })).toEqual(['cell.formula_error']);
  });
});
