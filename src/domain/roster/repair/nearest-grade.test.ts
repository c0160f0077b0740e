import { describe, expect, test } from 'vitest';
import { nearestGrade } from './nearest-grade.ts';

describe('a grade written wrongly', () => {
  test.each([
    ['thrid', '3'],
    ['forth grade', '4'],
    ['Kindergaten', 'K'],
    ['nineth', '9'],
    ['segnudo', '2'],
    ['3-B', '3'],
    ['5A', '5'],
    ['Grd 4', '4'],
    ['Grade 3 (Kim)', '3'],
    ['Pre-Kindergaten', 'PK'],
  ])('%s is grade %s', (text, grade) => expect(nearestGrade(text)).toBe(grade));

  test.each(['42', '0', '13th', 'TK', 'K-2', '3/4', '1st-2nd', 'x', 'gym', 'Ana', '', '7890'])(
    '%s is none, or could be several',
    (text) => expect(nearestGrade(text)).toBeNull(),
  );
});
