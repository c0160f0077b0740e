import { describe, expect, test } from 'vitest';
import { findColumn, missingColumns } from './find-column.ts';

describe('the column that says something', () => {
  test('is the one of that meaning', () => {
    expect(findColumn([null, 'email', 'lastFirst', 'lastName'], 'email')).toBe(1);
    expect(findColumn([null, 'email', 'lastFirst', 'lastName'], 'lastName')).toBe(3);
  });

  test('is the one of whole names for a name without a column of its own', () => {
    expect(findColumn(['studentId', 'lastFirst'], 'firstName')).toBe(1);
    expect(findColumn(['studentId', 'lastFirst'], 'lastName')).toBe(1);
  });

  test('is the class’s name where it stands in for the Class ID', () => {
    expect(findColumn(['studentId', 'className'], 'classId')).toBe(1);
    expect(findColumn(['classId', 'className'], 'classId')).toBe(0);
  });

  test('is none when no column does', () => {
    expect(findColumn(['studentId'], 'firstName')).toBe(-1);
  });
});

describe('a file', () => {
  test('lacks what new students need and no column fills', () => {
    expect(missingColumns(['email', null])).toEqual(['studentId', 'firstName', 'lastName']);
    expect(missingColumns(['studentId', 'lastFirst'])).toEqual([]);
    expect(missingColumns(['firstName', 'lastFirst'])).toEqual(['studentId']);
  });

  test('lacks nothing when its rows may update only', () => {
    expect(missingColumns(['userGuid', 'gradeLevel'])).toEqual([]);
  });

  test('of classes lacks nothing, unless something tells of students', () => {
    expect(missingColumns(['classId', 'className', null])).toEqual([]);
    expect(missingColumns(['classId'])).toHaveLength(3);
    expect(missingColumns(['classId', 'className', 'email'])).toHaveLength(3);
    expect(missingColumns(['classId', 'className', 'lastFirst'])).toEqual(['studentId']);
  });
});
