import { describe, expect, test } from 'vitest';
import { redirectFor, type Visitor } from './redirect-for.ts';

const nobody: Visitor = { type: 'nobody' };
const teacher: Visitor = { type: 'person', role: 'teacher', mustChangePassword: false };
const student: Visitor = { type: 'person', role: 'student', mustChangePassword: false };
const newStudent: Visitor = { type: 'person', role: 'student', mustChangePassword: true };

function sent(visitor: Visitor, path: string): string | null {
  return redirectFor(visitor, new URL(path, 'https://rollbook.example'));
}

describe('a visitor', () => {
  test('who is nobody yet may open a one-time link, and does not come back to it with an account', () => {
    expect(sent(nobody, '/set-up')).toBeNull();
    expect(sent(teacher, '/set-up')).toBe('/');
    expect(sent(student, '/set-up')).toBe('/student');
  });

  test('who is nobody yet is asked to sign in, and comes back to the page they wanted', () => {
    expect(sent(nobody, '/')).toBe('/sign-in');
    expect(sent(nobody, '/history?school=1')).toBe('/sign-in?back=%2Fhistory%3Fschool%3D1');
    expect(sent(nobody, '/sign-in')).toBeNull();
    expect(sent(teacher, '/sign-in?back=%2Fhistory%3Fschool%3D1')).toBe('/history?school=1');
    expect(sent(teacher, '/sign-in')).toBe('/');
  });

  test.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/sign-in?back=/'])(
    'is never led to %s after signing in',
    (back) => {
      expect(sent(teacher, `/sign-in?back=${encodeURIComponent(back)}`)).toBe('/');
    },
  );

  test('sees the pages of Administration only as an administrator', () => {
    const administrator: Visitor = { type: 'person', role: 'administrator', mustChangePassword: false };
    expect(sent(administrator, '/admin')).toBeNull();
    expect(sent(administrator, '/admin/audit')).toBeNull();
    expect(sent(teacher, '/admin')).toBe('/');
    expect(sent(teacher, '/admin/audit')).toBe('/');
    expect(sent(student, '/admin')).toBe('/student');
  });

  test('with a temporary password can only set a permanent one', () => {
    expect(sent(newStudent, '/')).toBe('/welcome');
    expect(sent(newStudent, '/sign-in')).toBe('/welcome');
    expect(sent(newStudent, '/welcome')).toBeNull();
    expect(sent(teacher, '/welcome')).toBe('/');
  });

  test('who is a student never sees the pages of teachers', () => {
    expect(sent(student, '/')).toBe('/student');
    expect(sent(student, '/students')).toBe('/student');
    expect(sent(student, '/sign-in?back=%2Fstudents')).toBe('/student');
    expect(sent(student, '/student')).toBeNull();
  });

  test('who is a teacher stays where they are', () => {
    expect(sent(teacher, '/')).toBeNull();
    expect(sent(teacher, '/students')).toBeNull();
    expect(sent(teacher, '/student')).toBe('/');
  });
});
