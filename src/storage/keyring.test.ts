import { describe, expect, test } from 'vitest';
import { openBytes, randomBytes, sealBytes } from './cipher.ts';
import { dropKey, takeOut } from './drop-box.ts';
import {
  createKeyring,
  giveTriesBack,
  openWithPin,
  openWithSecret,
  PIN_TRIES,
  spendTry,
  withPin,
  withSecret,
} from './keyring.ts';

const secret = randomBytes(32);
const place = ['drafts', 'one'] as const;

async function maria() {
  return createKeyring({ userGuid: 'maria', deviceId: 'tablet', secret });
}

async function seals(key: { keyId: string; key: CryptoKey }, other: CryptoKey): Promise<boolean> {
  const sealed = await sealBytes(new TextEncoder().encode('Ana López'), place, key);
  return (await openBytes(sealed, place, other)) !== null;
}

describe('the keys of one person on one device', () => {
  test('open again with the secret of the server, as the same keys', async () => {
    const { record, open } = await maria();
    const again = await openWithSecret(record, secret);
    expect(await seals(open.dataKey, again!.dataKey.key)).toBe(true);
    expect(again!.dataKey.keyId).toBe(open.dataKey.keyId);
  });

  test('open with no other secret, for no other person and on no other device', async () => {
    const { record } = await maria();
    expect(await openWithSecret(record, randomBytes(32))).toBeNull();
    expect(await openWithSecret({ ...record, userGuid: 'omar' }, secret)).toBeNull();
    expect(await openWithSecret({ ...record, deviceId: 'another' }, secret)).toBeNull();
  });

  test('never stand on the disk as they are, and cannot be read out of memory by a script', async () => {
    const { record, open } = await maria();
    for (const key of [open.dataKey.key, open.boxKey]) expect(key.extractable).toBe(false);
    const bytes = [record.wrapped, record.boxPrivateKey].map((one) => one.byteLength);
    expect(Math.min(...bytes)).toBeGreaterThan(32);
  });

  test('are other keys for everybody', async () => {
    const [one, other] = await Promise.all([maria(), maria()]);
    expect(await seals(one.open.dataKey, other.open.dataKey.key)).toBe(false);
  });
});

describe('a PIN', () => {
  test('opens the keys without the server, and the right one only', async () => {
    const { record, open } = await maria();
    const ring = (await withPin(record, secret, '482916'))!;
    const again = await openWithPin(ring, '482916');
    expect(await seals(open.dataKey, again!.dataKey.key)).toBe(true);
    expect(await openWithPin(ring, '482917')).toBeNull();
    expect(await openWithPin(record, '482916')).toBeNull();
  });

  test('can be set by nobody who could not open the keys', async () => {
    const { record } = await maria();
    expect(await withPin(record, randomBytes(32), '482916')).toBeNull();
  });

  test('typed with the digits of another script is the same PIN', async () => {
    const { record } = await maria();
    const ring = (await withPin(record, secret, '482916'))!;
    expect(await openWithPin(ring, '４８２９１６')).not.toBeNull();
  });

  test('saves the keys when the server has lost its secret', async () => {
    const { record, open } = await maria();
    const ring = (await withPin(record, secret, '482916'))!;
    const fresh = randomBytes(32);
    expect(await withSecret(ring, '000000', fresh)).toBeNull();
    const saved = (await withSecret(ring, '482916', fresh))!;
    expect(await seals(open.dataKey, (await openWithSecret(saved, fresh))!.dataKey.key)).toBe(true);
    expect(await openWithSecret(saved, secret)).toBeNull();
  });

  test('is gone after ten wrong tries in a row, and a right one starts the count again', async () => {
    const { record } = await maria();
    const ring = (await withPin(record, secret, '482916'))!;
    let tried = ring;
    for (let tries = 1; tries < PIN_TRIES; tries += 1) tried = spendTry(tried);
    expect(tried.pin?.triesLeft).toBe(1);
    expect(giveTriesBack(tried).pin?.triesLeft).toBe(PIN_TRIES);
    expect(spendTry(tried).pin).toBeNull();
    expect(spendTry(spendTry(tried)).pin).toBeNull();
  });
});

describe('the box for what comes while the keys are locked', () => {
  test('takes anything in, and only the open keys take it out', async () => {
    const { record, open } = await maria();
    const { key, dropped } = await dropKey(record.boxPublicKey);
    const taken = await takeOut(dropped, open.boxKey);
    expect(await seals(key, taken!)).toBe(true);
    const stranger = await maria();
    expect(await takeOut(dropped, stranger.open.boxKey)).toBeNull();
  });

  test('has another key for every drop', async () => {
    const { record } = await maria();
    const [one, other] = await Promise.all([dropKey(record.boxPublicKey), dropKey(record.boxPublicKey)]);
    expect(one.key.keyId).not.toBe(other.key.keyId);
    expect(await seals(one.key, other.key.key)).toBe(false);
  });
});
