import type { Milliseconds } from '#domain/time.ts';
import { inDatabase } from './in-database.ts';
import { ownerKey, type Owner } from './owner.ts';
import { openPart, sealPart } from './payload.ts';

/** What a school had at some moment; what the bytes hold is the caller's. */
export interface KeptSchoolIndex {
  /** Device time. */
  readonly fetchedAt: Milliseconds;
  readonly bytes: ArrayBuffer;
}

/** Keeps the newest one; there is one for each person and school. */
export async function storeSchoolIndex(owner: Owner, { fetchedAt, bytes }: KeptSchoolIndex): Promise<void> {
  const sealed = await sealPart(bytes, ['schoolIndexes', ...ownerKey(owner)], owner.userGuid);
  await inDatabase((database) => database.schoolIndexes.put({ version: 1, ...owner, fetchedAt, sealed }));
}

/** Null when this device keeps none for this person, or it cannot be read now. */
export async function loadSchoolIndex(owner: Owner): Promise<KeptSchoolIndex | null> {
  const record = await inDatabase((database) => database.schoolIndexes.get(ownerKey(owner)));
  if (record === undefined) return null;
  const opened = await openPart(record.sealed, ['schoolIndexes', ...ownerKey(owner)]);
  return opened.ok ? { fetchedAt: record.fetchedAt, bytes: opened.value } : null;
}

/** The server has just said that it is still as kept: the time until it is deleted begins anew. */
export async function touchSchoolIndex(owner: Owner, fetchedAt: Milliseconds): Promise<void> {
  await inDatabase((database) => database.schoolIndexes.update(ownerKey(owner), { fetchedAt }));
}
