import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkEmail } from '../check-cell.ts';
import { fixEmail } from './fix-email.ts';

const known = ['riverside.k12.ca.us', 'school.org'];

describe('an e-mail address with a slip', () => {
  test.each([
    ['ana@school.con', 'ending', 'ana@school.com'],
    ['ana@school.cmo', 'ending', 'ana@school.com'],
    ['ana@school.ogr', 'ending', 'ana@school.org'],
    ['ana@gmial.com', 'provider', 'ana@gmail.com'],
    ['Ana.L@GMAILCOM', 'provider', 'Ana.L@gmail.com'],
    ['ana@riverside', 'provider', 'ana@riverside.k12.ca.us'],
    ['anaschool.org', 'at', 'ana@school.org'],
    ['ana..lopez@school.org', 'tidy', 'ana.lopez@school.org'],
    ['ana@school.org.', 'tidy', 'ana@school.org'],
    ['<ana@school.org>,', 'tidy', 'ana@school.org'],
    ['ana @school.org', 'tidy', 'ana@school.org'],
    ['mailto:ana@school,org', 'tidy', 'ana@school.org'],
    ['ana@gmial.con,', 'tidy', 'ana@gmail.com'],
  ])('%s is put right (%s)', (text, kind, fixed) => {
    const fix = fixEmail(text, known);
    expect(fix?.kind).toBe(kind);
    expect(fix?.fixed).toBe(fixed);
  });

  test.each([
    'ana@school.org',
    'ana@gmail.com',
    'ana@school.co',
    'ana@site.cm',
    'ana',
    'none',
    'school.org',
    '@',
  ])('%s is left alone: it is right, or nobody can say', (text) => expect(fixEmail(text, known)).toBeNull());

  test('is always an address afterwards, and another text than before', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab.@, <>con') }), (text) => {
        const fix = fixEmail(text, known);
        if (fix === null) return;
        expect(checkEmail(fix.fixed)).toBeNull();
        expect(fix.fixed).not.toBe(text);
      }),
    );
  });
});
