import { describe, expect, test } from 'vitest';
import { DAY_MS } from '#domain/time.ts';
import { testKeys, testStart, settableClock } from '#tests/support/server-parts.ts';
import { randomBytes } from 'node:crypto';
import { parseServerKeys, serverKeys } from './server-keys.ts';
import {
  issueTemporaryPassword,
  matchesTemporaryPassword,
  showTemporaryPassword,
} from './temporary-passwords.ts';
import {
  hashPassword,
  nobodysHash,
  openSealedPassword,
  sealPassword,
  verifyPassword,
} from './typed-passwords.ts';

const clock = settableClock(testStart);
const parts = { clock, randomBytes, keys: testKeys };
const issueFor = (user_guid: string, with_ = parts) => ({
  user_guid,
  ...issueTemporaryPassword(with_, null),
});

describe('a temporary password', () => {
  test('is the same however often it is shown, and opens in any spelling a tablet makes of it', () => {
    const user = issueFor('guid-1');
    const password = showTemporaryPassword(user, parts) ?? '';

    expect(password).toMatch(/^[a-z]+-[a-z]+-[a-z]+-\d\d$/);
    expect(showTemporaryPassword(user, parts)).toBe(password);
    for (const typed of [
      password,
      password.toUpperCase(),
      password.replaceAll('-', ' '),
      ` ${password.replaceAll('-', '–')} `,
    ]) {
      expect(matchesTemporaryPassword(typed, user, testKeys)).toBe(true);
    }
    expect(matchesTemporaryPassword(`${password}1`, user, testKeys)).toBe(false);
  });

  test('is another one for every issue and every student', () => {
    const issues = [issueFor('guid-1'), issueFor('guid-1'), issueFor('guid-2')];

    expect(new Set(issues.map((issue) => showTemporaryPassword(issue, parts))).size).toBe(3);
  });

  test('is shown until the 90th day, and never once used', () => {
    const user = issueFor('guid-1');
    const at = (days: number) =>
      showTemporaryPassword(user, { keys: testKeys, clock: () => testStart + days * DAY_MS });

    expect(at(89)).not.toBeNull();
    expect(at(90)).toBeNull();
    expect(showTemporaryPassword({ ...user, temporary_used_at: testStart }, parts)).toBeNull();
  });

  test('still opens after the key was rotated, and no longer once the old key is destroyed', () => {
    const user = issueFor('guid-1');
    const password = showTemporaryPassword(user, parts) ?? '';
    const rotated = serverKeys([Buffer.alloc(32, 'newer'), testKeys.current.secret]);
    const destroyed = serverKeys([Buffer.alloc(32, 'newer')]);

    expect(matchesTemporaryPassword(password, user, rotated)).toBe(true);
    expect(issueFor('guid-1', { ...parts, keys: rotated }).temporary_key_id).toBe(rotated.current.keyId);
    expect(matchesTemporaryPassword(password, user, destroyed)).toBe(false);
    expect(showTemporaryPassword(user, { clock, keys: destroyed })).toBeNull();
  });
});

describe('a typed password', () => {
  test('is hashed with argon2id at the stated cost, and verified however the accents are encoded', async () => {
    const passwordHash = await hashPassword('contraseña-1');

    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword(passwordHash, 'contraseña-1'.normalize('NFD'))).toBe(true);
    expect(await verifyPassword(passwordHash, 'contrasena-1')).toBe(false);
  });

  test('costs the same against an account that does not exist', async () => {
    expect(nobodysHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword(nobodysHash, '')).toBe(false);
  });

  test('waits sealed, and opens only for its owner, untouched, with the key it was sealed with', () => {
    const sealed = sealPassword('Geheim-1 ✓', 'guid-1', testKeys);
    const last = sealed.at(-3) === 'A' ? 'B' : 'A';
    const changed = sealed.slice(0, -3) + last + sealed.slice(-2);

    expect(sealed).not.toContain('Geheim');
    expect(sealPassword('Geheim-1 ✓', 'guid-1', testKeys)).not.toBe(sealed);
    expect(openSealedPassword(sealed, 'guid-1', testKeys)).toBe('Geheim-1 ✓');
    expect(() => openSealedPassword(sealed, 'guid-2', testKeys)).toThrow();
    expect(() => openSealedPassword(changed, 'guid-1', testKeys)).toThrow();
    expect(() => openSealedPassword(sealed, 'guid-1', serverKeys([Buffer.alloc(32, 'other')]))).toThrow(
      'is gone',
    );
  });
});

describe('server keys', () => {
  test('are read from base64url, base64 or hex, the first being the current one', () => {
    const [one, two] = [randomBytes(32), randomBytes(32)];
    const text = `# newest first\n${one.toString('base64')}\n${two.toString('hex')} # until November\n`;

    const keys = parseServerKeys(text);

    expect(keys?.current.secret).toEqual(one);
    expect(keys?.find(serverKeys([two]).current.keyId)?.secret).toEqual(two);
    expect(
      parseServerKeys(`${one.toString('base64url')},${two.toString('base64url')}`)?.current.secret,
    ).toEqual(one);
  });

  test('are refused when one is too short, too long or missing', () => {
    for (const text of [
      '',
      '# none',
      'hunter2',
      randomBytes(16).toString('hex'),
      randomBytes(33).toString('base64'),
    ]) {
      expect(parseServerKeys(text)).toBeNull();
    }
  });
});
