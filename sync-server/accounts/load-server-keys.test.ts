import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeOnEachDatabase } from '#tests/support/each-database.ts';
import { testKeys, testParts, testStart } from '#tests/support/server-parts.ts';
import { checkServerKeys } from './check-server-keys.ts';
import { loadServerKeys } from './load-server-keys.ts';
import { serverKeys } from './server-keys.ts';
import { DAY_MS } from '#domain/time.ts';
import { addDistrict, addStudent } from '#tests/support/people.ts';

describe('the key file', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rollbook-key-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const place = (given: { serverKey?: string; serverKeyFile?: string } = {}) => ({
    serverKey: given.serverKey,
    serverKeyFile: given.serverKeyFile,
    dataDir: join(folder, 'data'),
  });

  test('is made on first start beside the data folder, for its owner only, and found again', () => {
    const first = loadServerKeys(place());
    const second = loadServerKeys(place());

    expect(first.ok && second.ok && first.value.current.keyId === second.value.current.keyId).toBe(true);
    expect(statSync(join(folder, 'data.key')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['data.key']);
  });

  test('is refused inside the data folder', () => {
    const inside = loadServerKeys(place({ serverKeyFile: join(folder, 'data', 'my.key') }));

    expect(inside).toMatchObject({
      ok: false,
      refusal: expect.stringContaining('inside DATA_DIR') as string,
    });
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  test('is refused when others can read it or when it holds no key', () => {
    const file = join(folder, 'my.key');
    writeFileSync(file, 'not a key\n', { mode: 0o600 });
    expect(loadServerKeys(place({ serverKeyFile: file }))).toMatchObject({ ok: false });

    chmodSync(file, 0o644);
    expect(loadServerKeys(place({ serverKeyFile: file }))).toMatchObject({
      refusal: expect.stringContaining('chmod 600') as string,
    });
  });

  test('is not made when SERVER_KEY is set', () => {
    const keys = loadServerKeys(place({ serverKey: testKeys.current.secret.toString('hex') }));

    expect(keys.ok && keys.value.current.keyId).toBe(testKeys.current.keyId);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describeOnEachDatabase('a database and its server key', (database) => {
  const other = serverKeys([Buffer.alloc(32, 'another key')]);

  test('refuses another key than the one it was first started with', async () => {
    const { db } = database();
    expect(await checkServerKeys(db, testKeys, testStart)).toMatchObject({ ok: true });

    expect(await checkServerKeys(db, other, testStart)).toMatchObject({ ok: false });
    expect(await checkServerKeys(db, testKeys, testStart)).toMatchObject({ ok: true });
  });

  test('takes a new key beside the old one, and lets the old one go once no temporary password needs it', async () => {
    const parts = testParts(database());
    const school = await addDistrict(parts);
    const rotated = serverKeys([other.current.secret, testKeys.current.secret]);
    await checkServerKeys(parts.db, testKeys, testStart);
    await addStudent(parts, school, { username: 'ana' });

    expect(await checkServerKeys(parts.db, rotated, testStart)).toMatchObject({ ok: true });
    expect(await checkServerKeys(parts.db, other, testStart + 89 * DAY_MS)).toMatchObject({ ok: false });
    expect(await checkServerKeys(parts.db, other, testStart + 90 * DAY_MS)).toMatchObject({ ok: true });
  });
});
