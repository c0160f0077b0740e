import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideAccount } from '../accounts/decide-account.ts';
import { completedSheet } from '../batches/completed-sheet.ts';
import { decideClass } from '../classes/decide-class.ts';
import { toRosterRow } from '../roster/normalize-row.ts';
import { readEntry } from '../roster/read-entry.ts';
import { gradeLevels } from '../roster/row.ts';
import { columnKeys } from '../roster/template.ts';
import { exportSheet } from './export-table.ts';

const guid = fc.uuid({ version: 7 });
const word = fc.stringMatching(/^[A-Za-zñé0-9][A-Za-zñé0-9 ]{0,8}[A-Za-zñé0-9]$/);
const day = fc.constantFrom('2026-09-01', '2027-06-30');
const students = fc.record({
  userGuid: guid,
  studentId: fc.option(word),
  firstName: word,
  lastName: word,
  gradeLevel: fc.option(fc.constantFrom(...gradeLevels)),
  email: fc.option(fc.constant('ana@school.example')),
  username: fc.stringMatching(/^[a-z][a-z.]{2,9}$/),
});
const classes = fc.record({
  classGuid: guid,
  classId: word,
  className: word,
  classGradeLevel: fc.option(fc.constantFrom(...gradeLevels)),
  classStartDate: fc.option(day),
  classEndDate: fc.option(day),
});

/** The row as a later import reads it. */
const reread = (cells: readonly string[]) => readEntry(toRosterRow({ rowNumber: 2, cells }, columnKeys));

describe('Export Students', () => {
  test('has the template columns, in either language, and no passwords', () => {
    expect(exportSheet('en').header[0]).toBe('User GUID');
    expect(exportSheet('es').header).toContain('Contraseña');
    fc.assert(
      fc.property(students, (student) => {
        expect(exportSheet('en').cells({ student, schoolClass: null })[columnKeys.indexOf('password')]).toBe(
          '',
        );
      }),
    );
  });

  test('changes nothing when it is imported as it is', () => {
    fc.assert(
      fc.property(students, fc.option(classes), (student, schoolClass) => {
        const entry = reread(exportSheet('en').cells({ student, schoolClass }));
        const byGuid = { ...student, hasSignedIn: true, passwordSetByPerson: true };
        const account = decideAccount(entry, { byGuid }, { existingStudents: 'update' });
        const place = decideClass(entry.schoolClass, 2, {
          byGuid: schoolClass ?? undefined,
          masterCodes: new Set(),
        });

        expect(account).toEqual({ type: 'leave', userGuid: student.userGuid, agrees: true, warnings: [] });
        expect(place.type).toBe(schoolClass ? 'use' : 'none');
      }),
    );
  });
});

describe('a Completed File', () => {
  test('changes nothing when it is imported as it is, its temporary password included', () => {
    fc.assert(
      fc.property(students, (student) => {
        const row = {
          student,
          schoolClass: null,
          masterCode: null,
          temporaryPassword: 'tiger-lamp-river-42',
        };
        const entry = reread(completedSheet('en').cells(row));
        const known = {
          byGuid: { ...student, hasSignedIn: false, passwordSetByPerson: false },
          usernameOwner: student.userGuid,
          passwordIsCurrentTemporary: entry.password === row.temporaryPassword,
        };

        expect(decideAccount(entry, known, { existingStudents: 'leave' })).toMatchObject({
          type: 'leave',
          agrees: true,
          warnings: [],
        });
      }),
    );
  });
});
