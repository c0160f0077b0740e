import { beforeEach, describe, expect, test } from 'vitest';
import { defaultPasswordPolicy } from '#domain/accounts/password-policy.ts';
import type { SchoolIndex } from '#domain/students/school-index.ts';
import { reviewRoster, viewRows, type Review } from './review.ts';
import type { PreviewRequest, RowFilter } from './roster-api.ts';
import { createSchoolComparison, type SchoolComparison } from './school-comparison.ts';

const guid = (n: number) => `0190f000-0000-7000-8000-00000000000${n}`;

const school: SchoolIndex = {
  classes: [],
  masterCodes: [],
  passwordPolicy: defaultPasswordPolicy,
  pages: [
    {
      userGuid: [guid(1), guid(2)],
      studentId: ['1', '2'],
      firstName: ['Ana', 'Ben'],
      lastName: ['López', 'Okafor'],
      gradeLevel: ['3', '4'],
      email: [null, null],
      username: ['ana', 'ben'],
      hasSignedIn: [false, true],
      passwordSetByPerson: [false, true],
      placeStudents: [],
      placeClassesAt: [],
      placeClasses: [],
    },
  ],
};

const asked: PreviewRequest = { choices: { existingStudents: 'update' }, takenElsewhere: [], ruledOut: [] };

function reviewOf(rows: readonly (readonly string[])[]): Review {
  return reviewRoster({
    header: ['Student ID', 'First Name', 'Last Name', 'Grade Level', 'Username'],
    mapping: ['studentId', 'firstName', 'lastName', 'gradeLevel', 'username'],
    rows: rows.map((cells, index) => ({ rowNumber: index + 2, cells })),
  });
}

function rowNumbers(review: Review, filter: RowFilter): number[] {
  return viewRows(review, { filter, from: 0, count: 10 }).rows.map((row) => row.rowNumber);
}

describe('a roster beside what the school has', () => {
  let comparison: SchoolComparison;
  const review = reviewOf([
    ['1', 'Ana', 'López', '4', ''],
    ['2', 'Ben', 'Okafor', '4', ''],
    ['9', 'Cai', 'Li', '', 'cai'],
    ['2', 'Zoe', 'Nobody', '', ''],
  ]);

  beforeEach(() => {
    comparison = createSchoolComparison();
    comparison.know(school, []);
  });

  test('is told in numbers, and says which usernames only the server can judge', () => {
    const clean = reviewOf([
      ['1', 'Ana', 'López', '4', 'ana'],
      ['9', 'Cai', 'Li', '', 'cai'],
    ]);
    const summary = comparison.compare(clean, asked)?.summary;
    expect(summary).toMatchObject({ counts: { updated: 1, created: 1 }, usernamesToAsk: ['cai'] });
  });

  test('tells of every row in view what would change, and shows the rows of one end alone', () => {
    review.compared = comparison.compare(review, asked)?.compared ?? null;
    const [first] = viewRows(review, { filter: { outcome: 'updated' }, from: 0, count: 10 }).rows;
    expect(first?.preview?.changes).toEqual([{ field: 'gradeLevel', from: '3', to: '4' }]);
    expect(rowNumbers(review, { outcome: 'created' })).toEqual([4]);
  });

  test('puts what only the school shows beside the problems of the rules', () => {
    const wrong = reviewOf([['1', 'Zoe', 'Nobody', '', '']]);
    wrong.compared = comparison.compare(wrong, asked)?.compared ?? null;
    const [row] = viewRows(wrong, { filter: 'all', from: 0, count: 1 }).rows;
    expect(row?.problems).toMatchObject([{ code: 'student.other_name', facts: { knownName: 'Ana López' } }]);
  });

  test('forgets what it said of a row that has changed since', () => {
    const before = reviewOf([
      ['1', 'Ana', 'López', '4', ''],
      ['9', 'Cai', 'Li', '', ''],
    ]);
    before.compared = comparison.compare(before, asked)?.compared ?? null;
    const rows = before.roster.rows.with(0, { rowNumber: 2, cells: ['1', 'Ana', 'López', '3', ''] });
    const after = reviewRoster({ ...before.roster, rows }, before);
    const shown = viewRows(after, { filter: 'all', from: 0, count: 2 }).rows;
    expect(shown.map((row) => row.preview?.kind)).toEqual([undefined, 'created']);
  });

  test('says nothing while nothing is known of the school', () => {
    comparison.know(null, []);
    expect(comparison.compare(review, asked)).toBeNull();
  });
});
