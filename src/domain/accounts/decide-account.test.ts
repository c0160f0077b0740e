import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReviewChoices } from '../batches/row-outcome.ts';
import type { StudentEntry } from '../roster/row.ts';
import type { KnownStudent } from './account.ts';
import { englishWords1 } from './wordlists/en-1.ts';
import { decideAccount, type AccountDecision, type AccountKnowledge } from './decide-account.ts';

const leave: ReviewChoices = { existingStudents: 'leave' };
const update: ReviewChoices = { existingStudents: 'update' };

const ana: KnownStudent = {
  userGuid: 'guid-ana',
  studentId: '0042',
  firstName: 'Ana',
  lastName: 'López',
  gradeLevel: '3',
  email: 'ana@school.example',
  username: 'ana.lopez',
  hasSignedIn: false,
  passwordSetByPerson: false,
};
const ben: KnownStudent = { ...ana, userGuid: 'guid-ben', studentId: '0043', firstName: 'Ben' };

const newRow: StudentEntry = { rowNumber: 2, studentId: '0042', firstName: 'Ana', lastName: 'López' };
const guidRow: StudentEntry = { rowNumber: 2, userGuid: 'guid-ana' };

function codesOf(decision: AccountDecision): string[] {
  if (decision.type === 'create' || decision.type === 'none') return [];
  const found = decision.type === 'refuse' ? decision.problems : decision.warnings;
  return found.map((one) => one.code);
}

describe('a row without a User GUID', () => {
  test('creates a student when the Student ID is new', () => {
    expect(decideAccount(newRow, {}, leave)).toEqual({ type: 'create' });
  });

  test('is refused when its username belongs to somebody', () => {
    const decision = decideAccount({ ...newRow, username: 'ana' }, { usernameOwner: 'guid-ben' }, leave);

    expect(decision).toMatchObject({ type: 'refuse', problems: [{ code: 'username.taken', value: 'ana' }] });
  });

  test('is refused without what a new student needs', () => {
    const decision = decideAccount({ rowNumber: 2, firstName: 'Ana' }, {}, leave);

    expect(decision).toMatchObject({ problems: [{ column: 'studentId' }, { column: 'lastName' }] });
  });

  test('leaves a student with its Student ID alone, unless chosen otherwise', () => {
    const row: StudentEntry = { ...newRow, gradeLevel: '4' };

    expect(decideAccount(row, { byStudentId: ana }, leave)).toMatchObject({ type: 'leave', agrees: false });
    expect(decideAccount(row, { byStudentId: ana }, update)).toEqual({
      type: 'update',
      userGuid: 'guid-ana',
      changes: { gradeLevel: '4' },
      warnings: [],
    });
  });

  test('knows a name by its letters, not by case or accents', () => {
    const row: StudentEntry = { ...newRow, firstName: 'ANA', lastName: 'lopez' };

    expect(decideAccount(row, { byStudentId: ana }, leave).type).toBe('leave');
  });

  test('is refused when the Student ID belongs to another name, and is not told whose GUID that is', () => {
    const decision = decideAccount({ ...newRow, firstName: 'Zoe' }, { byStudentId: ana }, update);

    expect(decision).toMatchObject({
      type: 'refuse',
      problems: [{ code: 'student.other_name', column: 'firstName', facts: { knownName: 'Ana López' } }],
    });
    expect(decision).not.toHaveProperty('userGuid');
  });
});

describe('a row with a User GUID', () => {
  test('is refused when the school has no such student', () => {
    const decision = decideAccount({ ...guidRow, studentId: '0042' }, { byStudentId: ana }, leave);

    expect(codesOf(decision)).toEqual(['student.unknown_guid']);
  });

  test('is refused when its Student ID belongs to another student', () => {
    const row: StudentEntry = { ...guidRow, studentId: '0043' };

    expect(decideAccount(row, { byGuid: ana, byStudentId: ben }, leave)).toMatchObject({
      type: 'refuse',
      userGuid: 'guid-ana',
      problems: [{ code: 'student.guid_other_id', facts: { knownStudentId: '0042' } }],
    });
  });

  test('changes what it says and keeps what it leaves blank', () => {
    const row: StudentEntry = {
      ...guidRow,
      studentId: '0099',
      lastName: 'Lopez',
      email: 'new@school.example',
    };

    expect(decideAccount(row, { byGuid: ana }, leave)).toEqual({
      type: 'update',
      userGuid: 'guid-ana',
      changes: { studentId: '0099', lastName: 'Lopez', email: 'new@school.example' },
      warnings: [],
    });
  });

  test('that says nothing new leaves the student alone', () => {
    const row: StudentEntry = { ...guidRow, firstName: 'Ana', username: 'ana.lopez' };
    const known: AccountKnowledge = { byGuid: ana, usernameOwner: 'guid-ana' };

    expect(decideAccount(row, known, leave)).toEqual({
      type: 'leave',
      userGuid: 'guid-ana',
      agrees: true,
      warnings: [],
    });
  });
});

describe('the username in a row', () => {
  const row: StudentEntry = { ...guidRow, username: 'ana2' };

  test('replaces one that was never used to sign in', () => {
    expect(decideAccount(row, { byGuid: ana }, leave)).toMatchObject({ changes: { username: 'ana2' } });
  });

  test('is refused when it belongs to somebody else', () => {
    const decision = decideAccount(row, { byGuid: ana, usernameOwner: 'guid-ben' }, leave);

    expect(decision).toMatchObject({ type: 'refuse', userGuid: 'guid-ana' });
    expect(codesOf(decision)).toEqual(['username.taken']);
  });

  test('is dropped with a warning once the student has signed in, even if it is taken', () => {
    const known: AccountKnowledge = { byGuid: { ...ana, hasSignedIn: true }, usernameOwner: 'guid-ben' };
    const decision = decideAccount({ ...row, gradeLevel: '4' }, known, leave);

    expect(decision).toMatchObject({ type: 'update', changes: { gradeLevel: '4' } });
    expect(codesOf(decision)).toEqual(['username.fixed']);
  });
});

describe('the password in a row', () => {
  const row: StudentEntry = { ...guidRow, password: 'a new password' };

  test('replaces one that the student did not choose', () => {
    const decision = decideAccount(row, { byGuid: ana }, leave);

    expect(decision).toMatchObject({ type: 'update', changes: { password: 'a new password' } });
  });

  test('never replaces one that the student chose, and does not stand in the warning', () => {
    const decision = decideAccount(row, { byGuid: { ...ana, passwordSetByPerson: true } }, leave);

    expect(codesOf(decision)).toEqual(['password.kept']);
    expect(JSON.stringify(decision)).not.toContain('a new password');
  });

  test('that is the own temporary one of a Completed File is no change', () => {
    const known: AccountKnowledge = { byGuid: ana, passwordIsCurrentTemporary: true };

    expect(decideAccount(row, known, leave)).toMatchObject({ type: 'leave', agrees: true, warnings: [] });
  });
});

describe('a temporary password from before a reset', () => {
  test('is not brought back to life by an old Completed File', () => {
    const row: StudentEntry = { ...guidRow, password: `${englishWords1.slice(0, 3).join('-')}-07` };
    const decision = decideAccount(row, { byGuid: ana }, leave);

    expect(decision).toMatchObject({ type: 'leave' });
    expect(codesOf(decision)).toEqual(['password.old_temporary']);
  });
});

describe('any decision', () => {
  const text = fc.constantFrom('a', 'b', 'Ana', 'López', '0042', '0043', 'ana.lopez', 'guid-ben', 'guid-ana');
  const entries = fc.record(
    {
      rowNumber: fc.constant(2),
      userGuid: text,
      studentId: text,
      firstName: text,
      lastName: text,
      email: text,
      username: text,
      password: text,
    },
    { requiredKeys: ['rowNumber'] },
  );
  const students = fc.record({
    userGuid: fc.constantFrom('guid-ana', 'guid-ben'),
    studentId: fc.option(text),
    firstName: text,
    lastName: text,
    gradeLevel: fc.constant(null),
    email: fc.option(text),
    username: text,
    hasSignedIn: fc.boolean(),
    passwordSetByPerson: fc.boolean(),
  });
  const knowledge = fc.record(
    {
      byGuid: students,
      byStudentId: students,
      usernameOwner: text,
      passwordIsCurrentTemporary: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  const choices = fc.constantFrom(leave, update);

  test('never makes a twin of a known student', () => {
    fc.assert(
      fc.property(entries, students, choices, (entry, student, choice) => {
        expect(decideAccount(entry, { byStudentId: student }, choice).type).not.toBe('create');
        expect(decideAccount({ ...entry, userGuid: 'x' }, { byGuid: student }, choice).type).not.toBe(
          'create',
        );
      }),
    );
  });

  test('changes nothing, passwords aside, when the row comes a second time after the first was done', () => {
    fc.assert(
      fc.property(entries, knowledge, choices, (entry, known, choice) => {
        const first = decideAccount(entry, known, choice);
        fc.pre(first.type === 'update');
        const before = entry.userGuid === undefined ? known.byStudentId : known.byGuid;
        const { password: _, ...changes } = first.type === 'update' ? first.changes : {};
        const after = before && { ...before, ...changes };
        const again = entry.userGuid === undefined ? { byStudentId: after } : { byGuid: after };
        const own = { ...again, usernameOwner: undefined, passwordIsCurrentTemporary: true };

        expect(decideAccount(entry, { ...known, ...own }, choice).type).not.toBe('update');
      }),
    );
  });
});
