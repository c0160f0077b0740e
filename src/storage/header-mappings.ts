import type { Mapping } from '#domain/roster/template.ts';
import { randomBytes } from './cipher.ts';
import type { HeaderMappingRecord } from './database.ts';
import { inDatabase } from './in-database.ts';
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
    const hash = await hashShape(userGuid, shape);
    if (hash === null) return;
    const sealed = await sealPayload(mapping, place(userGuid, hash), userGuid);
    await put({ version: 1, userGuid, shape: hash, sealed });
  }, undefined);
}

/** What the person said about this shape last time; null when they never did, or nothing can be read now. */
export function recallMapping(userGuid: string, shape: string): Promise<Mapping | null> {
  return orWithoutMemory(async () => {
    const hash = await hashShape(userGuid, shape);
    const record = hash && (await find(userGuid, hash));
    if (!record) return null;
    const opened = await openPayload<Mapping>(record.sealed, place(userGuid, record.shape));
    return opened.ok ? opened.value : null;
  }, null);
}

/** Lower-case hexadecimal; null while the person's keys are locked. */
async function hashShape(userGuid: string, shape: string): Promise<string | null> {
  const key = await shapeKey(userGuid);
  if (key === null) return null;
  const hash = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(shape));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function shapeKey(userGuid: string): Promise<CryptoKey | null> {
  const known = await find(userGuid, KEY_RECORD);
  const opened = known && (await openPart(known.sealed, place(userGuid, KEY_RECORD)));
  if (opened?.ok === false && opened.refusal === 'locked') return null;
  const raw = opened?.ok ? opened.value : await newShapeKey(userGuid, known);
  return raw && crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}

/** A key in the place of one that is lost, or of none; null when another tab was faster. */
async function newShapeKey(
  userGuid: string,
  before: HeaderMappingRecord | undefined,
): Promise<BufferSource | null> {
  const raw = randomBytes(KEY_BYTES);
  const sealed = await sealPart(raw, place(userGuid, KEY_RECORD), userGuid);
  const isOurs = await inDatabase((database) =>
    database.transaction('rw', database.headerMappings, async () => {
      const current = await database.headerMappings.get([userGuid, KEY_RECORD]);
      if (current?.sealed.byteLength !== before?.sealed.byteLength) return false;
      await database.headerMappings.put({ version: 1, userGuid, shape: KEY_RECORD, sealed });
      return true;
    }),
  );
  return isOurs ? raw : null;
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
