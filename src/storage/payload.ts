import { ok, refuse, type Result } from '#domain/result.ts';
import { keyIdOf, openBytes, sealBytes, type Place } from './cipher.ts';
import { openingKey, sealingKey } from './keys.ts';

/** Why sealed data cannot be read: its owner's keys are locked, or it is damaged for good. */
export type Unreadable = 'locked' | 'damaged';

/** Personal data as it stands in the database. `place` is its table and key: it opens nowhere else. */
export async function sealPart(bytes: BufferSource, place: Place, userGuid: string): Promise<ArrayBuffer> {
  return sealBytes(bytes, place, await sealingKey(userGuid));
}

export async function openPart(sealed: ArrayBuffer, place: Place): Promise<Result<ArrayBuffer, Unreadable>> {
  const keyId = keyIdOf(sealed);
  const key = keyId === null ? 'gone' : await openingKey(keyId);
  if (key === 'locked') return refuse('locked');
  const bytes = key === 'gone' ? null : await openBytes(sealed, place, key);
  return bytes === null ? refuse('damaged') : ok(bytes);
}

/** The same for a value, as the bytes of its JSON. */
export function sealPayload(value: unknown, place: Place, userGuid: string): Promise<ArrayBuffer> {
  return sealPart(new TextEncoder().encode(JSON.stringify(value)), place, userGuid);
}

/** What `sealPayload` was given; the record's `version` says which shape that is. */
export async function openPayload<Value>(
  sealed: ArrayBuffer,
  place: Place,
): Promise<Result<Value, Unreadable>> {
  const opened = await openPart(sealed, place);
  return opened.ok ? ok(JSON.parse(new TextDecoder().decode(opened.value)) as Value) : opened;
}
