import { describe, expect, test } from 'vitest';
import type { SchoolClass } from '#sync/classes.ts';
import { findClasses } from './find-classes.ts';

const nothing = { classGradeLevel: null, classStartDate: null, classEndDate: null, studentCount: 0 };
const classes: SchoolClass[] = [
  { classGuid: 'a', classId: 'M-1', className: 'Matemáticas', ...nothing },
  { classGuid: 'b', classId: 'M-2', className: 'Reading 2', ...nothing },
];

describe('searching classes', () => {
  test.each([
    ['', ['a', 'b']],
    ['matematicas', ['a']],
    ['MATEMÁ 1', ['a']],
    ['m-2', ['b']],
    ['reading 1', []],
  ])('%j finds %j', (search, guids) => {
    expect(findClasses(classes, search).map((one) => one.classGuid)).toEqual(guids);
  });
});
