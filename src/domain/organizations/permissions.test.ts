import { describe, expect, test } from 'vitest';
import { mayUse, reachOf } from './permissions.ts';

const lincoln = { schoolId: 'lincoln', districtId: 'riverside' };
const washington = { schoolId: 'washington', districtId: 'riverside' };
const elsewhere = { schoolId: 'lincoln', districtId: 'hillside' };

describe('a teacher', () => {
  const teacher = { role: 'teacher', districtId: 'riverside', schoolIds: ['lincoln'] } as const;

  test('imports and reads in the own schools only', () => {
    expect(mayUse(teacher, 'rosters.import', lincoln)).toBe(true);
    expect(mayUse(teacher, 'rosters.import', washington)).toBe(false);
    expect(mayUse(teacher, 'students.read', elsewhere)).toBe(false);
  });

  test('does not read the audit log', () => {
    expect(mayUse(teacher, 'audit.read', lincoln)).toBe(false);
  });
});

describe('an administrator', () => {
  const administrator = { role: 'administrator', districtId: 'riverside', schoolIds: [] } as const;

  test('reaches every school of the district and none of another', () => {
    expect(mayUse(administrator, 'rosters.import', washington)).toBe(true);
    expect(mayUse(administrator, 'audit.read', lincoln)).toBe(true);
    expect(mayUse(administrator, 'students.read', elsewhere)).toBe(false);
  });
});

describe('a student', () => {
  const student = { role: 'student', districtId: 'riverside', schoolIds: ['lincoln'] } as const;

  test('may do nothing in a school, not even the own one', () => {
    expect(mayUse(student, 'programs.read', lincoln)).toBe(false);
    expect(reachOf('student')).toBe('none');
  });
});
