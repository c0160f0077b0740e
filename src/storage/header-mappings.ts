import type { Mapping } from '#domain/roster/template.ts';
import type { Milliseconds } from '#domain/time.ts';
import { randomBytes } from './cipher.ts';
import type { HeaderMappingRecord } from './database.ts';
import { inDatabase } from './in-database.ts';
import { isUnlocked, onKeysChange } from './keys.ts';
import { openPart, openPayload, sealPart, sealPayload } from './payload.ts';
import { orWithoutMemory } from './without-memory.ts';

/** Where the person's own key for shapes stands among the mappings; no hash looks like this. */
const KEY_RECORD = 'key';
const KEY_BYTES = 32;

/**
 * Keeps what somebody said the columns of a shape of file mean. `shape` is the header as it is compared; it stands on the
 * disk only as a hash under a key of this person's, so that nobody can tell which school system made the file.
 */
export function rememberMapping(userGuid: string, shape: string, mapping: Mapping): Promise<void> {
  return orWithoutMemory(async () => {
    const key = (await knownKey(userGuid)) ?? (await newKey(userGuid));
    if (key === 'locked') return;
    const hash = await hashShape(shape, key);
    const sealed = await sealPayload(mapping, place(userGuid, hash), userGuid);
    await put({ version: 1, userGuid, shape: hash, sealed });
  }, undefined);
}

/**
 * What the person said about this shape last time; null when they never did, or it cannot be read now. Keys that are being
 * opened are waited for as long as `patienceMs` says.
 */
export function recallMapping(
  userGuid: string,
  shape: string,
  patienceMs: Milliseconds,
): Promise<Mapping | null> {
  return orWithoutMemory(async () => {
    if (!(await find(userGuid, KEY_RECORD))) return null;
    await whenUnlocked(userGuid, patienceMs);
    const key = await knownKey(userGuid);
    if (key === null || key === 'locked') return null;
    const record = await find(userGuid, await hashShape(shape, key));
    if (!record) return null;
    const opened = await openPayload<Mapping>(record.sealed, place(userGuid, record.shape));
    return opened.ok ? opened.value : null;
  }, null);
}

/** Lower-case hexadecimal. */
async function hashShape(shape: string, raw: BufferSource): Promise<string> {
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const hash = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(shape));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The key of this person's shapes; null when there is none, or it was sealed with keys that are gone. */
async function knownKey(userGuid: string): Promise<ArrayBuffer | 'locked' | null> {
  const record = await find(userGuid, KEY_RECORD);
  if (!record) return null;
  const opened = await openPart(record.sealed, place(userGuid, KEY_RECORD));
  if (opened.ok) return opened.value;
  return opened.refusal === 'locked' ? 'locked' : null;
}

/** What was remembered under a key before is never found again. */
async function newKey(userGuid: string): Promise<BufferSource> {
  const raw = randomBytes(KEY_BYTES);
  const sealed = await sealPart(raw, place(userGuid, KEY_RECORD), userGuid);
  await put({ version: 1, userGuid, shape: KEY_RECORD, sealed });
  return raw;
}

function whenUnlocked(userGuid: string, patienceMs: Milliseconds): Promise<void> {
  if (patienceMs === 0 || isUnlocked(userGuid)) return Promise.resolve();
  return new Promise((resolve) => {
    const settle = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(settle, patienceMs);
    const stop = onKeysChange(() => isUnlocked(userGuid) && settle());
  });
}

function find(userGuid: string, shape: string): Promise<HeaderMappingRecord | undefined> {
  return inDatabase((database) => database.headerMappings.get([userGuid, shape]));
}

async function put(record: HeaderMappingRecord): Promise<void> {
  await inDatabase((database) => database.headerMappings.put(record));
}

function place(userGuid: string, shape: string): readonly [string, string, string] {
  return ['headerMappings', userGuid, shape];
}
