import { describe, expect, test } from 'vitest';
import { problem, type RowProblem } from '../roster/problem.ts';
import type { ColumnKey } from '../roster/template.ts';
import { completedSheet } from './completed-sheet.ts';
import { errorSheet } from './error-sheet.ts';
import { uploadedSheet } from './uploaded-sheet.ts';

const uploaded = {
  header: ['Apellido', 'Shoe size', 'ID', 'Password'],
  mapping: ['lastName', null, 'studentId', 'password'] as (ColumnKey | null)[],
};
const sentence = (one: RowProblem) => `${one.code}.`;
const grade = problem('grade.unknown', { rowNumber: 2, column: 'gradeLevel', value: '99' }, {});
const taken = problem('username.taken', { rowNumber: 2, column: 'username', value: 'ana' }, {});
const refused = {
  cells: ['López', '38', '0042', 'secret pass'],
  userGuid: null,
  classGuid: null,
  problems: [grade, taken],
};
const noGuids = { userGuid: false, classGuid: false };

describe('the Uploaded File', () => {
  test('is what was sent with the passwords emptied, short rows filled up', () => {
    const sheet = uploadedSheet(uploaded);

    expect(sheet.header).toEqual(uploaded.header);
    expect(sheet.cells(refused.cells)).toEqual(['López', '38', '0042', '']);
    expect(sheet.cells(['=1+1'])).toEqual(['=1+1', '', '', '']);
  });
});

describe('the Error File', () => {
  test('has the uploaded columns in their order, no passwords, and every problem at the far right', () => {
    const sheet = errorSheet(uploaded, noGuids, 'en', sentence);

    expect(sheet.header).toEqual([...uploaded.header, 'Error']);
    expect(sheet.cells(refused)).toEqual(['López', '38', '0042', '', 'grade.unknown. username.taken.']);
  });

  test('fills GUID columns the file has, and leaves an unknown GUID to be corrected', () => {
    const columns = { header: ['guid'], mapping: ['userGuid'] as ColumnKey[] };
    const sheet = errorSheet(columns, { userGuid: true, classGuid: false }, 'en', sentence);

    expect(sheet.header).toEqual(['guid', 'Error']);
    expect(sheet.cells({ ...refused, cells: [''], userGuid: 'guid-ana' })[0]).toBe('guid-ana');
    expect(sheet.cells({ ...refused, cells: ['mistyped'] })[0]).toBe('mistyped');
  });

  test('adds a GUID column just before the last one only when some row has that GUID', () => {
    const sheet = errorSheet(uploaded, { userGuid: false, classGuid: true }, 'es', sentence);

    expect(sheet.header).toEqual([...uploaded.header, 'GUID de clase', 'Errores']);
    expect(sheet.cells({ ...refused, classGuid: 'guid-math' }).slice(-2)).toEqual([
      'guid-math',
      'grade.unknown. username.taken.',
    ]);
    expect(sheet.cells(refused).at(-2)).toBe('');
  });

  test.each(['Error', ' errores '])('replaces the column "%s" of an earlier Error File', (old) => {
    const again = { header: [...uploaded.header, old], mapping: [...uploaded.mapping, null] };
    const sheet = errorSheet(again, noGuids, 'en', sentence);

    expect(sheet.header).toEqual([...uploaded.header, 'Error']);
    expect(sheet.cells({ ...refused, cells: [...refused.cells, 'old words'] })).not.toContain('old words');
  });
});

describe('the Completed File', () => {
  const student = {
    userGuid: 'guid-ana',
    studentId: '0042',
    firstName: 'Ana',
    lastName: 'López',
    gradeLevel: null,
    email: null,
    username: 'ana.lopez',
  };

  test('has the template columns, filled from the account as it is', () => {
    const sheet = completedSheet('en');
    const row = { student, temporaryPassword: 'tiger-lamp-river-42', schoolClass: null, masterCode: null };

    expect(sheet.header).toHaveLength(15);
    expect(sheet.header.slice(0, 3)).toEqual(['User GUID', 'Student ID', 'First Name']);
    expect(sheet.cells(row)).toEqual([
      ...['guid-ana', '0042', 'Ana', 'López', '', '', 'ana.lopez', 'tiger-lamp-river-42'],
      ...['', '', '', '', '', '', ''],
    ]);
  });

  test('has the class of the row and its Master Code', () => {
    const schoolClass = {
      classGuid: 'guid-math',
      classId: 'MATH-3',
      className: 'Math',
      classGradeLevel: '3',
      classStartDate: '2026-09-01',
      classEndDate: null,
    };
    const cells = completedSheet('es').cells({
      student,
      temporaryPassword: null,
      schoolClass,
      masterCode: 'ALG',
    });

    expect(cells.slice(7)).toEqual(['', 'guid-math', 'MATH-3', 'Math', '3', '2026-09-01', '', 'ALG']);
  });
});
