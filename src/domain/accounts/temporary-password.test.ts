import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../time.ts';
import {
  currentWordlistVersion,
  isExpired,
  normalizeTypedTemporaryPassword,
  renderTemporaryPassword,
  temporaryPasswordMessage,
} from './temporary-password.ts';
import { englishWords1 } from './wordlists/en-1.ts';

const signatures = fc.uint8Array({ minLength: 32, maxLength: 32 });
const render = (signature: Uint8Array) => renderTemporaryPassword(signature, currentWordlistVersion);

/** A signature whose number is this. */
function signatureOf(number: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, index) => Number((number >> BigInt(8 * (31 - index))) & 255n));
}

describe('a temporary password', () => {
  test('is three words of the list and two digits', () => {
    fc.assert(
      fc.property(signatures, (signature) => {
        const [first = '', second = '', third = '', digits = ''] = render(signature).split('-');

        expect([first, second, third].every((word) => englishWords1.includes(word))).toBe(true);
        expect(digits).toMatch(/^\d\d$/);
      }),
    );
  });

  test('takes eleven bits for each word, then the digits from all the rest', () => {
    const choice = 1n | (2n << 11n) | (2047n << 22n) | (142n << 33n);

    expect(render(signatureOf(choice))).toBe(
      `${englishWords1[1]}-${englishWords1[2]}-${englishWords1[2047]}-42`,
    );
  });

  test('stays the same for the same signature: version 1 is frozen', () => {
    expect(render(new Uint8Array(32).fill(0))).toBe('abacus-abacus-abacus-00');
    expect(render(Uint8Array.from({ length: 32 }, (_, index) => index * 7))).toBe(
      'granola-company-timber-90',
    );
  });

  test('is not made from a word list that does not exist, nor from too few bytes', () => {
    expect(() => renderTemporaryPassword(new Uint8Array(32), 99)).toThrow('word list 99');
    expect(() => render(new Uint8Array(31))).toThrow('32 bytes');
  });
});

describe('a typed temporary password', () => {
  const printed = 'tiger-lamp-river-42';

  test.each([
    'tiger-lamp-river-42',
    'Tiger Lamp River 42',
    'TIGERLAMPRIVER42',
    ' tiger – lamp — river−42 ',
    'tiger\u2011lamp\u00a0river\u200b42',
  ])('means the same however it is typed: "%s"', (typed) => {
    expect(normalizeTypedTemporaryPassword(typed)).toBe(normalizeTypedTemporaryPassword(printed));
  });

  test('without its hyphens is still no other password', () => {
    fc.assert(
      fc.property(signatures, signatures, (one, other) => {
        fc.pre(render(one) !== render(other));

        expect(normalizeTypedTemporaryPassword(render(one))).not.toBe(
          normalizeTypedTemporaryPassword(render(other)),
        );
      }),
    );
  });
});

describe('the text a temporary password is signed from', () => {
  const issue = { keyId: 'k1', wordlistVersion: 1, userGuid: 'some-guid', nonce: 'n0nce' };

  test('names its purpose, key, word list, student and issue', () => {
    expect(temporaryPasswordMessage(issue)).toBe('temp-pw/v1|k1|1|some-guid|n0nce');
  });

  test('cannot be the same for two issues', () => {
    expect(() => temporaryPasswordMessage({ ...issue, keyId: 'k1|1' })).toThrow();
    expect(() => temporaryPasswordMessage({ ...issue, nonce: '' })).toThrow();
  });
});

describe('an unused temporary password', () => {
  const issuedAt = 1_000_000;

  test.each([
    ['works at once', 0, false],
    ['works after 89 days', 89 * DAY_MS, false],
    ['works a millisecond before 90 days', 90 * DAY_MS - 1, false],
    ['has expired at exactly 90 days', 90 * DAY_MS, true],
    ['has expired after 91 days', 91 * DAY_MS, true],
  ])('%s', (_, age, expired) => {
    expect(isExpired(issuedAt, issuedAt + age)).toBe(expired);
  });
});
