import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readGrade } from './read-grade.ts';
import { gradeLevels } from './row.ts';

describe('a grade', () => {
  test.each(gradeLevels)('%s is read as it is written', (grade) => {
    expect(readGrade(grade)).toBe(grade);
  });

  test.each([
    ...[
      'Pre-K',
      'pre k',
      'PreK',
      'Prekindergarten',
      'Pre-Kindergarten',
      'PK4',
      'Preescolar',
      'Prekínder',
    ].map((text) => [text, 'PK']),
    ...['Kindergarten', 'KG', 'k', '0K', 'Kínder', 'kinder'].map((text) => [text, 'K']),
    ...[
      '03',
      '3rd',
      'Grade 3',
      'grade three',
      'Third',
      'Third Grade',
      '3.0',
      'Gr. 3',
      '3.º',
      '3º',
      '3°',
      '3er',
      '3.er grado',
    ].map((text) => [text, '3']),
    ...['tercero', 'Tercer grado', 'Grado 3', '3ro'].map((text) => [text, '3']),
    ...['12th', 'Twelfth', 'duodécimo', '12.º grado', 'grado 12'].map((text) => [text, '12']),
    ...['1st', 'primer grado', 'Grade: 1'].map((text) => [text, '1']),
  ] as [string, string][])('"%s" is read as %s', (text, grade) => {
    expect(readGrade(text)).toBe(grade);
  });

  test.each([
    '0',
    '00',
    '13',
    '99',
    '-3',
    'TK',
    'K-2',
    '1-2',
    '1/2',
    '½',
    '3.5',
    'A',
    'Senior',
    'grade',
    '3 4',
    'x3',
    '3x',
    '',
  ])('"%s" is not guessed', (text) => {
    expect(readGrade(text)).toBeNull();
  });

  test('is one of the known ones or none, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect([...gradeLevels, null]).toContain(readGrade(text));
      }),
    );
  });
});
