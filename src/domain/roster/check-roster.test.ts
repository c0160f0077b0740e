import { describe, expect, test } from 'vitest';
import { defaultPasswordPolicy } from '../accounts/password-policy.ts';
import { checkRoster } from './check-roster.ts';
import { fillBlanks } from './fill-blanks.ts';
import { createRowReader } from './normalize-row.ts';
import type { CellTexts } from './row.ts';
import { columnKeys } from './template.ts';

const guid = '0190b1f2-3c4d-7e5f-8a9b-0c1d2e3f4a5b';
const ana: CellTexts = { studentId: '1', firstName: 'Ana', lastName: 'López' };
const bo: CellTexts = { studentId: '2', firstName: 'Bo', lastName: 'Li' };

/** A roster of these rows; the first one is row 2, as under a header. */
function rosterOf(rows: readonly CellTexts[]) {
  const sources = rows.map((cells, index) => ({
    rowNumber: index + 2,
    cells: columnKeys.map((key) => cells[key] ?? ''),
  }));
  return { header: [...columnKeys], mapping: [...columnKeys], rows: sources };
}

function check(...rows: readonly CellTexts[]) {
  return checkRoster(rosterOf(rows), { passwordPolicy: defaultPasswordPolicy });
}

/** "row column code otherRow", one line a problem. */
function marks(...rows: readonly CellTexts[]) {
  return check(...rows).problems.map(({ rowNumber, column, code, facts }) =>
    [rowNumber, column, code, ...('otherRow' in facts ? [facts.otherRow] : [])].join(' '),
  );
}

function codes(...rows: readonly CellTexts[]) {
  return check(...rows).problems.map((one) => one.code);
}

test('a whole name without a comma is a problem of its own, not two blank names', () => {
  const rows = [{ rowNumber: 2, cells: ['1', 'Ana López'] }];
  const roster = { header: ['ID', 'Name'], mapping: ['studentId', 'lastFirst'] as const, rows };

  expect(checkRoster(roster, { passwordPolicy: defaultPasswordPolicy }).problems).toMatchObject([
    { code: 'name.no_comma', column: 'lastName', value: 'Ana López' },
  ]);
});

describe('a roster', () => {
  test('of good rows has no problems', () => {
    expect(check(ana, bo)).toMatchObject({
      problems: [],
      rowCount: 2,
      refusedRowCount: 0,
      warnedRowCount: 0,
    });
  });

  test('counts students and classes once, however many rows name them', () => {
    const result = check(
      { ...ana, classId: 'A' },
      { ...ana, classId: 'B' },
      { ...bo, classId: 'A' },
      { userGuid: guid },
      { userGuid: guid, classId: 'C' },
      {},
    );

    expect(result).toMatchObject({ studentCount: 3, classCount: 3, rowCount: 6, refusedRowCount: 1 });
  });

  test('counts a row with errors and warnings as refused only', () => {
    const result = check({ ...ana, email: 'a@b.org' }, { ...bo, email: 'A@b.org', gradeLevel: 'x' });

    expect(result).toMatchObject({ refusedRowCount: 1, warnedRowCount: 1 });
  });
});

describe('rows of one student', () => {
  test('may stand in several classes, or bring several Master Codes to one', () => {
    expect(
      marks({ ...ana, classId: 'A' }, { ...ana, classId: 'B' }, { ...ana, classId: 'B', masterCode: 'M' }),
    ).toEqual([]);
  });

  test('that contradict each other are both refused', () => {
    expect(marks(ana, bo, { ...ana, lastName: 'Lopes', classId: 'A' })).toEqual([
      '2 lastName student.rows_disagree 4',
      '4 lastName student.rows_disagree 2',
    ]);
  });

  test('agree when they say the same in other words, or leave cells blank', () => {
    const first = { ...ana, gradeLevel: '3', email: 'ana@b.org', username: 'Ana.L' };
    expect(
      marks(
        first,
        { ...ana, gradeLevel: 'Grade 3', email: 'ANA@b.org', username: 'ana.l', classId: 'A' },
        { ...ana, classId: 'B' },
      ),
    ).toEqual([]);
  });

  test('are found by GUID as well as by Student ID', () => {
    expect(
      marks({ userGuid: guid, studentId: '1' }, { userGuid: guid.toUpperCase(), studentId: '9' }),
    ).toEqual(['2 studentId student.rows_disagree 3', '3 studentId student.rows_disagree 2']);
  });

  test('that say the same from end to end are both remarked on, and go through', () => {
    const result = check(ana, bo, { ...ana, gradeLevel: '' });

    expect(marks(ana, bo, ana)).toEqual([
      '2 studentId student.row_repeated 4',
      '4 studentId student.row_repeated 2',
    ]);
    expect(result).toMatchObject({ refusedRowCount: 0, warnedRowCount: 2 });
  });

  test('that contradict each other by GUID and by Student ID are marked once', () => {
    const row = { ...ana, userGuid: guid };

    expect(marks(row, { ...row, lastName: 'Lopes', classId: 'A' })).toEqual([
      '2 lastName student.rows_disagree 3',
      '3 lastName student.rows_disagree 2',
    ]);
  });

  test('of which one says more are no repetition', () => {
    expect(marks(ana, { ...ana, email: 'ana@b.org' })).toEqual([]);
  });

  test('are not compared by cells that are wrong by themselves', () => {
    expect(marks({ ...ana, gradeLevel: '3' }, { ...ana, gradeLevel: 'x', classId: 'A' })).toEqual([
      '3 gradeLevel grade.unknown',
    ]);
  });

  test('are not found by a Student ID that a spreadsheet cut short', () => {
    expect(marks({ ...ana, studentId: '1.2E+15' }, { ...bo, studentId: '1.2E+15' })).toEqual([
      '2 studentId cell.damaged_number',
      '3 studentId cell.damaged_number',
    ]);
  });
});

describe('two students', () => {
  test('cannot have one username: every row that has it is refused', () => {
    const rows = [
      { ...ana, username: 'ana.b' },
      { ...bo, username: 'ANA.B' },
      { ...ana, username: 'ana.b', classId: 'A' },
    ];

    expect(marks(...rows)).toEqual([
      '2 username username.repeated 3',
      '3 username username.repeated 2',
      '4 username username.repeated 3',
    ]);
  });

  test('may share an e-mail, with a remark on both', () => {
    expect(marks({ ...ana, email: 'home@b.org' }, { ...bo, email: 'Home@b.org' })).toEqual([
      '2 email email.repeated 3',
      '3 email email.repeated 2',
    ]);
  });

  test('are one when a row with both GUID and Student ID says so', () => {
    const rows = [
      { userGuid: guid, username: 'ana.b', classId: 'A' },
      { ...ana, userGuid: guid },
      { ...ana, username: 'ana.b', classId: 'B' },
    ];

    expect(marks(...rows)).toEqual([]);
  });
});

describe('whose a row is', () => {
  test('stays open without Student ID and GUID, so it is compared with no other student', () => {
    const rows = [
      { ...ana, username: 'ana.b' },
      { ...ana, studentId: '', username: 'ana.b' },
    ];

    expect(marks(...rows)).toEqual(['3 studentId cell.required']);
  });

  test('does not hang on which of two contradicting rows comes first', () => {
    const rows: CellTexts[] = [
      { ...ana, userGuid: guid, studentId: '2' },
      { ...ana, userGuid: guid, studentId: '1', username: 'ana.b' },
      { userGuid: guid, username: 'ana.b', classId: 'A' },
    ];

    expect(codes(...rows)).toEqual(['student.rows_disagree', 'student.rows_disagree']);
    expect(codes(...rows.toReversed())).toEqual(['student.rows_disagree', 'student.rows_disagree']);
  });
});

describe('rows of one class', () => {
  test('that contradict each other are all refused', () => {
    const math = { classId: 'M1', className: 'Math', classStartDate: '2026-08-12' };
    const rows = [
      { ...ana, ...math },
      { ...bo, ...math, classStartDate: '12 Aug 2026', className: 'Maths' },
    ];

    expect(marks(...rows)).toEqual([
      '2 className class.rows_disagree 3',
      '3 className class.rows_disagree 2',
    ]);
  });

  test('may leave cells blank and bring other Master Codes', () => {
    const rows = [
      { ...ana, classId: 'M1', className: 'Math', masterCode: 'A' },
      { ...bo, classId: 'M1', masterCode: 'B' },
    ];

    expect(marks(...rows)).toEqual([]);
  });
});

describe('a blank cell', () => {
  const readRow = createRowReader(columnKeys);

  function filledRows(...rows: readonly CellTexts[]) {
    const { filledCells } = check(...rows);
    return rosterOf(rows).rows.map((row) => fillBlanks(readRow(row), filledCells).cells);
  }

  test('is filled from another row of the same student or class, whichever comes first', () => {
    const rows = filledRows(
      { ...ana, classId: 'M1' },
      { ...ana, email: 'ana@b.org', classId: 'M2' },
      { ...bo, classId: 'M1', className: 'Math' },
    );

    expect(rows).toMatchObject([
      { email: 'ana@b.org', className: 'Math' },
      { email: 'ana@b.org', className: '' },
      { email: '', className: 'Math' },
    ]);
  });

  test('of a row that will be refused fills nothing, and is not filled', () => {
    const rows = filledRows(ana, { ...ana, email: 'ana@b.org', gradeLevel: 'x', classId: 'M2' });

    expect(rows).toMatchObject([{ email: '' }, { email: 'ana@b.org' }]);
  });

  test('for a Master Code stays blank, as each row brings its own', () => {
    expect(filledRows({ ...ana, classId: 'M1', masterCode: 'A' }, { ...bo, classId: 'M1' })).toMatchObject([
      {},
      { masterCode: '' },
    ]);
  });
});
