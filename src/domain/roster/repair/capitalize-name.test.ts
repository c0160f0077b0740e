import { describe, expect, test } from 'vitest';
import { capitalizeName, singleCase } from './capitalize-name.ts';

describe('a name in one sort of letters', () => {
  test.each([
    ['MARÍA DE LA CRUZ', 'María de la Cruz'],
    ["O'BRIEN-MCKAY", "O'Brien-McKay"],
    ['john paul ii', 'John Paul II'],
    ['DE LEÓN', 'De León'],
    ['ПЁТР', 'Пётр'],
    ['MAC', 'Mac'],
  ])('%s is usually written %s', (name, usual) => expect(capitalizeName(name)).toBe(usual));

  test('is told from a name in both, from initials, and from scripts without capitals', () => {
    expect(['LÓPEZ', 'lópez', 'López', 'JP', '李', 'ليلى'].map(singleCase)).toEqual([
      'upper',
      'lower',
      null,
      null,
      null,
      null,
    ]);
  });
});
