import { describe, expect, test } from 'vitest';
import { isHeader, likeliestHeader } from './find-header.ts';

describe('a row near the top of a sheet', () => {
  test.each([
    [['Student ID', 'First Name', 'Last Name']],
    [['', 'Nombre', 'Apellido', 'ID de estudiante', '']],
    [['User GUID', 'Grade Level']],
  ])('is the header when it names what a roster needs: %j', (cells) => {
    expect(isHeader(cells)).toBe(true);
  });

  test.each([
    [['Lincoln Elementary School']],
    [['Student', 'Grade']],
    [['GUID']],
    [['Student ID', 'First Name']],
    [['Student ID', 'First Name', 'Last Name', 'Nombre']],
    [['0012', 'Ana', 'Lopez']],
  ])('is not when it could be anything else: %j', (cells) => {
    expect(isHeader(cells)).toBe(false);
  });
});

describe('a sheet without a clear header', () => {
  test('is told about the row with the most known names', () => {
    expect(likeliestHeader([['Class list'], ['Student ID', 'First Name'], ['Grade'], ['1', 'Ana']])).toBe(1);
  });

  test('is told about its first row when no row has several', () => {
    expect(likeliestHeader([['Class list'], ['Student ID', 'Room'], ['1', '12']])).toBe(0);
    expect(likeliestHeader([])).toBe(0);
  });
});
