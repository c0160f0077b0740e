import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signInLink } from '../cards/sign-in-link.ts';
import { usernameFromLink } from './username-from-link.ts';

describe('the username in the link of a login card', () => {
  test('comes out as it went in, and stands behind the # alone', () => {
    const usernames = fc.stringMatching(/^[a-z0-9._@-]{3,64}$/);
    fc.assert(
      fc.property(usernames, (username) => {
        const link = new URL(signInLink('https://rollbook.example', username));
        expect(usernameFromLink(link.hash)).toBe(username);
        expect(`${link.pathname}${link.search}`).toBe('/sign-in');
      }),
    );
  });

  test.each([
    '',
    '#',
    '#content',
    '#username=',
    '#username=two words',
    `#username=${'a'.repeat(65)}`,
    '#username=<b>',
  ])('is none in %j', (hash) => {
    expect(usernameFromLink(hash)).toBe('');
  });
});
