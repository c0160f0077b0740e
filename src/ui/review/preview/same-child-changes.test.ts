import { describe, expect, test } from 'vitest';
import type { KnownStudent } from '#domain/accounts/account.ts';
import { changeRoster } from '#domain/drafts/edit-draft.ts';
import { sameChildChanges } from './same-child-changes.ts';

const student: KnownStudent = {
  userGuid: '0190f000-0000-7000-8000-000000000001',
  studentId: '1',
  firstName: 'Ana',
  lastName: 'López',
  gradeLevel: null,
  email: null,
  username: 'ana',
  hasSignedIn: false,
  passwordSetByPerson: false,
};
const question = { rowNumbers: [2, 3], student };

describe('"Same child"', () => {
  test('puts the User GUID into every row of the student, in a new column where there is none', () => {
    const roster = {
      header: ['First Name'],
      mapping: ['firstName' as const],
      rows: [2, 3, 4].map((rowNumber) => ({ rowNumber, cells: ['Ana'] })),
    };
    const changed = changeRoster(roster, sameChildChanges([question], roster, 'es')).roster;
    expect(changed.header).toEqual(['First Name', 'GUID de usuario']);
    expect(changed.mapping).toEqual(['firstName', 'userGuid']);
    expect(changed.rows.map((row) => row.cells[1])).toEqual([student.userGuid, student.userGuid, '']);
  });

  test('uses the column the file has', () => {
    const head = { header: ['GUID', 'First Name'], mapping: ['userGuid' as const, 'firstName' as const] };
    expect(sameChildChanges([question], head, 'en')).toEqual([
      {
        type: 'cells',
        cells: [
          { rowNumber: 2, columnIndex: 0, text: student.userGuid },
          { rowNumber: 3, columnIndex: 0, text: student.userGuid },
        ],
      },
    ]);
  });
});
