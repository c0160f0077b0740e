import { expect, test } from 'vitest';
import { readEntry } from './read-entry.ts';

const guid = '0190B1F2-3C4D-7E5F-8A9B-0C1D2E3F4A5B';

test('a row becomes typed values: grades and dates read, GUIDs and usernames in lower case', () => {
  const cells = {
    userGuid: guid,
    studentId: '0012',
    firstName: 'Ana',
    lastName: 'López',
    gradeLevel: '3rd',
    email: 'Ana@School.org',
    username: 'Ana.L',
    password: 'Brave Otter',
    classGuid: guid,
    classId: 'M1',
    className: 'Math',
    classGradeLevel: 'Kinder',
    classStartDate: '12 Aug 2026',
    classEndDate: '15/6/2027',
    masterCode: 'MC-1',
  };

  expect(readEntry({ rowNumber: 9, cells })).toEqual({
    rowNumber: 9,
    userGuid: guid.toLowerCase(),
    studentId: '0012',
    firstName: 'Ana',
    lastName: 'López',
    gradeLevel: '3',
    email: 'Ana@School.org',
    username: 'ana.l',
    password: 'Brave Otter',
    schoolClass: {
      classGuid: guid.toLowerCase(),
      classId: 'M1',
      className: 'Math',
      classGradeLevel: 'K',
      classStartDate: '2026-08-12',
      classEndDate: '2027-06-15',
      masterCode: 'MC-1',
    },
  });
});

test('blank cells are absent, and a row without class cells has no class', () => {
  const entry = readEntry({
    rowNumber: 2,
    cells: { studentId: '1', firstName: 'Ana', lastName: 'López', email: '', classId: '' },
  });

  expect(Object.keys(entry)).toEqual(['rowNumber', 'studentId', 'firstName', 'lastName']);
});
