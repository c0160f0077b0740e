import { describe, expect, test } from 'vitest';
import { findMappingFaults, headerShape } from './mapping-faults.ts';

describe('what somebody says of the columns', () => {
  test('is taken when nothing is missing and nothing said twice', () => {
    expect(findMappingFaults(['studentId', null, 'lastFirst', null])).toEqual({ missing: [], clashing: [] });
  });

  test('lacks what new students need', () => {
    expect(findMappingFaults(['email', 'lastName']).missing).toEqual(['studentId', 'firstName']);
  });

  test('clashes where two columns mean one thing, at the later one', () => {
    expect(findMappingFaults(['email', 'studentId', 'email']).clashing).toEqual([2]);
    expect(findMappingFaults(['lastFirst', 'firstName']).clashing).toEqual([1]);
    expect(findMappingFaults(['firstName', 'lastFirst']).clashing).toEqual([1]);
  });
});

describe('the shape of a file', () => {
  test('is in the names of its columns, however they are spelled', () => {
    expect(headerShape(['Student_ID', 'Name ', ''])).toBe(headerShape(['student id', 'NAME', '']));
    expect(headerShape(['Student ID', 'Name'])).not.toBe(headerShape(['Name', 'Student ID']));
  });

  test('is none without names', () => {
    expect(headerShape(['', ' '])).toBeNull();
  });
});
