import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultPasswordPolicy, passwordProblems } from './password-policy.ts';

const ana = {
  username: 'ana.lopez',
  email: 'ana@school.org',
  firstName: 'Anastasia',
  lastName: 'López-García',
  studentId: '20260012',
};

function codes(password: string, owner = {}) {
  return passwordProblems(password, owner, defaultPasswordPolicy).map((one) => one.code);
}

describe('a password', () => {
  test.each(['brave otter 42', 'Sunny-Day-42', 'ñandú feliz', '日本語日本語日本', 'x'.repeat(127) + 'y'])(
    'may be %s',
    (password) => {
      expect(codes(password, ana)).toEqual([]);
    },
  );

  test('has 8 to 128 characters, an emoji counting as one', () => {
    expect(codes('abcdef🦊')).toEqual(['password.too_short']);
    expect(codes('abcdefg🦊')).toEqual([]);
    expect(codes('ab'.repeat(64) + 'c')).toEqual(['password.too_long']);
  });

  test.each(['12345678', 'QWERTY123', 'P@ssw0rd', 'Student2026!', 'contraseña1', 'zzzzzzzzz', 'iloveyou'])(
    'is not %s, which is tried first',
    (password) => {
      expect(codes(password)).toEqual(['password.common']);
    },
  );

  test.each(Object.entries(ana))("is not the person's %s, in whatever case", (sameAs, value) => {
    expect(passwordProblems(value.toUpperCase(), ana, defaultPasswordPolicy)).toEqual([
      { code: 'password.same_as_person', facts: { sameAs } },
    ]);
  });

  test('follows the lengths of the policy', () => {
    const found = passwordProblems('brave otter', ana, { minLength: 12, maxLength: 20, blockedWords: [] });

    expect(found).toEqual([{ code: 'password.too_short', facts: { limit: 12 } }]);
  });

  test('is none of the district’s own words, whatever stands around and between their letters', () => {
    const policy = { ...defaultPasswordPolicy, blockedWords: ['Lincoln Lions', '2026-2027'] };
    const found = (password: string) => passwordProblems(password, {}, policy).map((one) => one.code);

    for (const password of ['lincoln lions', 'LincolnLions!2026', '2026-2027', 'lincoln-lions'])
      expect(found(password)).toEqual(['password.common']);
    expect(found('lincoln lions forever')).toEqual([]);
    expect(found('20262027 otters')).toEqual([]);
  });

  test('never stands in what is said against it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 4 }), (password) => {
        const said = JSON.stringify(
          passwordProblems(
            password,
            { ...ana, username: password },
            { minLength: 200, maxLength: 1, blockedWords: [] },
          ),
        );
        const withoutPassword = JSON.stringify(
          passwordProblems(
            '····',
            { ...ana, username: '····' },
            { minLength: 200, maxLength: 1, blockedWords: [] },
          ),
        );
        expect(said.length).toBeLessThanOrEqual(withoutPassword.length);
      }),
    );
  });
});
