import { describe, expect, test } from 'vitest';
import { defaultPasswordPolicy } from '../accounts/password-policy.ts';
import { checkRoster } from '../roster/check-roster.ts';
import type { ColumnKey } from '../roster/template.ts';
import { createNearIndex } from '../students/near-match.ts';
import { createLookup, type SchoolIndex } from '../students/school-index.ts';
import { previewRoster } from './preview-roster.ts';
import { warnOfChanges, warnOfOtherSchool } from './preview-warnings.ts';
import { askSameChild } from './same-child.ts';

type Row = { readonly [Key in ColumnKey]?: string };
type Child = readonly [studentId: string | null, first: string, last: string, grade?: string, email?: string];

const ana = ['45100', 'Ana', 'Martínez', '3', 'ana@school.org'] as const;
const columns: ColumnKey[] = [
  'userGuid',
  'studentId',
  'firstName',
  'lastName',
  'gradeLevel',
  'email',
  'classId',
  'className',
];

function schoolOf(children: readonly Child[], inClass: readonly number[] = []): SchoolIndex {
  const classGuid = '0190f000-0000-7000-8000-00000000c1a5';
  return {
    masterCodes: [],
    passwordPolicy: defaultPasswordPolicy,
    classes: [
      {
        classGuid,
        classId: 'M1',
        className: 'Maths',
        classGradeLevel: null,
        classStartDate: null,
        classEndDate: null,
        masterCodes: [],
      },
    ],
    pages: [
      {
        userGuid: children.map((_, n) => `0190f000-0000-7000-8000-${String(n).padStart(12, '0')}`),
        studentId: children.map(([id]) => id),
        firstName: children.map(([, first]) => first),
        lastName: children.map(([, , last]) => last),
        gradeLevel: children.map(([, , , grade]) => grade ?? null),
        email: children.map(([, , , , email]) => email ?? null),
        username: children.map((_, n) => `child${n}`),
        hasSignedIn: children.map(() => false),
        passwordSetByPerson: children.map(() => false),
        placeStudents: inClass,
        placeClassesAt: inClass.map(() => 0),
        placeClasses: [classGuid],
      },
    ],
  };
}

function compare(rows: readonly Row[], school: SchoolIndex, existingStudents: 'leave' | 'update' = 'leave') {
  const roster = {
    header: columns,
    mapping: columns,
    rows: rows.map((row, n) => ({ rowNumber: n + 2, cells: columns.map((key) => row[key] ?? '') })),
  };
  const lookup = createLookup(school);
  const check = checkRoster(roster, { passwordPolicy: defaultPasswordPolicy });
  const preview = previewRoster(roster, check, {
    lookup,
    choices: { existingStudents },
    takenElsewhere: new Set(),
  });
  return { preview, lookup };
}

function ask(rows: readonly Row[], school: SchoolIndex, ruledOut: readonly string[] = []) {
  const { preview, lookup } = compare(rows, school);
  return askSameChild(preview, createNearIndex(lookup), new Set(ruledOut));
}

describe('"Is this the same child?"', () => {
  test.each<[string, Row]>([
    ['one-slip', { studentId: '900', firstName: 'Ana', lastName: 'Martines', gradeLevel: '3' }],
    ['same-names', { studentId: '45110', firstName: 'ana', lastName: 'Martinez' }],
    ['same-names', { studentId: '045100', firstName: 'Ana', lastName: 'Martínez' }],
    ['same-names', { studentId: '900', firstName: 'Ana', lastName: 'Martínez', gradeLevel: '3' }],
    ['same-names', { firstName: 'Ana', lastName: 'Martínez' }],
    ['swapped-names', { studentId: '900', firstName: 'Martínez', lastName: 'Ana' }],
    ['same-email', { studentId: '900', firstName: 'Ana', lastName: 'Ruiz', email: 'ANA@school.org' }],
    ['same-id', { studentId: '45100', firstName: 'Ana', lastName: 'Martines' }],
  ])('is asked for %s', (reason, row) => {
    expect(ask([row], schoolOf([ana]))).toMatchObject([
      { reason, student: { studentId: '45100' }, rowNumbers: [2] },
    ]);
  });

  test('is asked for the same names in the same class', () => {
    const row = {
      studentId: '900',
      firstName: 'Ana',
      lastName: 'Martínez',
      classId: 'M1',
      className: 'Maths',
    };
    expect(ask([row], schoolOf([ana], [0]))).toMatchObject([{ reason: 'same-names' }]);
    expect(ask([row], schoolOf([ana]))).toEqual([]);
  });

  test.each<[string, Row]>([
    [
      'a namesake of another grade and number',
      { studentId: '900', firstName: 'Ana', lastName: 'Martínez', gradeLevel: '5' },
    ],
    [
      'a brother with the address of the family',
      { studentId: '900', firstName: 'Luis', lastName: 'Martínez', email: 'ana@school.org' },
    ],
    [
      'a short name one letter apart',
      { studentId: '900', firstName: 'Ava', lastName: 'Martínez', gradeLevel: '3' },
    ],
    ['somebody else under a known number', { studentId: '45100', firstName: 'Ben', lastName: 'Kim' }],
  ])('is not asked for %s', (_, row) => {
    expect(ask([row], schoolOf([ana]))).toEqual([]);
  });

  test('is not asked about a student whom another row names, nor again after "Another child"', () => {
    const twin = { studentId: '45101', firstName: 'Ana', lastName: 'Martínez' };
    const known = { studentId: '45100', firstName: 'Ana', lastName: 'Martínez' };
    expect(ask([known, twin], schoolOf([ana]))).toEqual([]);
    const [question] = ask([twin], schoolOf([ana]));
    expect(ask([twin], schoolOf([ana]), [question?.key ?? ''])).toEqual([]);
  });

  test('is asked once for all rows of a student', () => {
    const row = { studentId: '45101', firstName: 'Ana', lastName: 'Martínez' };
    const rows = ['M1', 'S1'].map((classId) => ({ ...row, classId, className: classId }));
    expect(ask(rows, schoolOf([ana]))).toMatchObject([{ rowNumbers: [2, 3] }]);
  });
});

describe('the warnings before an upload', () => {
  const children = Array.from({ length: 6 }, (_, n): Child => [`${n}`, `Child${n}`, 'Park', '2']);
  const rowsOf = (gradeLevel: string, count = 6) =>
    children.slice(0, count).map(([id, first, last]) => ({
      studentId: id ?? '',
      firstName: first,
      lastName: last,
      gradeLevel,
    }));

  test('say when most students would change, of five at least', () => {
    const most = compare(rowsOf('3'), schoolOf(children), 'update').preview;
    expect(warnOfChanges(most)).toEqual([{ type: 'changes-most', changed: 6, of: 6 }]);
    expect(warnOfChanges(compare(rowsOf('2'), schoolOf(children), 'update').preview)).toEqual([]);
    expect(warnOfChanges(compare(rowsOf('3', 4), schoolOf(children), 'update').preview)).toEqual([]);
  });

  test('say when another school knows most of the students, by number and name', () => {
    const { preview } = compare(rowsOf('2'), schoolOf([]));
    const other = (theirs: readonly Child[]) => new Map([['other', createLookup(schoolOf(theirs))]]);
    expect(warnOfOtherSchool(preview, other(children))).toEqual([
      { type: 'other-school', schoolId: 'other', known: 6, of: 6 },
    ]);
    const byGuid = children.map((_, n) => ({
      userGuid: `0190f000-0000-7000-8000-${String(n).padStart(12, '0')}`,
    }));
    expect(warnOfOtherSchool(compare(byGuid, schoolOf([])).preview, other(children))).toHaveLength(1);
    const namesakes = children.map(([id]): Child => [id, 'Somebody', 'Else']);
    expect(warnOfOtherSchool(preview, other(namesakes))).toEqual([]);
    expect(warnOfOtherSchool(compare(rowsOf('2'), schoolOf(children)).preview, other(children))).toEqual([]);
  });
});
