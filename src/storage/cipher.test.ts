import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyIdOf, newNamedKey, openBytes, randomBytes, sealBytes, type Place } from './cipher.ts';

const key = await newNamedKey(randomBytes(32));
const place: Place = ['drafts', 'one'];
const bytes = fc.uint8Array({ maxLength: 200 });

describe('sealed bytes', () => {
  test('open to what they were, at their place and with their key', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, async (plain) => {
        const sealed = await sealBytes(new Uint8Array(plain), place, key);
        expect(new Uint8Array((await openBytes(sealed, place, key.key))!)).toEqual(plain);
        expect(keyIdOf(sealed)).toBe(key.keyId);
      }),
      { numRuns: 50 },
    );
  });

  test('do not open once a single bit is another, wherever', async () => {
    const sealed = await sealBytes(new TextEncoder().encode('Ana López'), place, key);
    const ivAndCiphertext = fc.integer({ min: 17, max: sealed.byteLength - 1 });
    await fc.assert(
      fc.asyncProperty(ivAndCiphertext, fc.integer({ min: 0, max: 7 }), async (at, bit) => {
        const damaged = new Uint8Array(sealed.slice(0));
        damaged[at]! ^= 1 << bit;
        expect(await openBytes(damaged.buffer, place, key.key)).toBeNull();
      }),
    );
  });

  test.each<[string, Place]>([
    ['another record', ['drafts', 'other']],
    ['another table', ['outbox', 'one']],
    ['a part of the record', ['drafts', 'one', 0]],
    ['names that only look the same', ['drafts","one']],
  ])('do not open in the place of %s', async (_, other) => {
    const sealed = await sealBytes(new TextEncoder().encode('Ana López'), place, key);
    expect(await openBytes(sealed, other, key.key)).toBeNull();
  });

  test('do not open with another key, and never look the same twice', async () => {
    const plain = new TextEncoder().encode('Ana López');
    const [one, other] = await Promise.all([sealBytes(plain, place, key), sealBytes(plain, place, key)]);
    const stranger = await newNamedKey(randomBytes(32));
    expect(await openBytes(one, place, stranger.key)).toBeNull();
    expect(new Uint8Array(one)).not.toEqual(new Uint8Array(other));
  });

  test('are told from bytes that are none of ours', () => {
    expect(keyIdOf(new ArrayBuffer(0))).toBeNull();
    expect(keyIdOf(new TextEncoder().encode('{"fileName":"class.csv","header":[]}').buffer)).toBeNull();
  });
});
