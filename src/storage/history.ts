import type { BatchSummary } from '#domain/batches/batch.ts';
import type { Milliseconds } from '#domain/time.ts';
import type { Database } from './database.ts';
import { inDatabase } from './in-database.ts';
import { ownerKey, type Owner } from './owner.ts';
import { openPayload, sealPayload } from './payload.ts';
import { orWithoutMemory } from './without-memory.ts';

/** The server's list as this device saw it last. */
export interface StoredHistory {
  readonly fetchedAt: Milliseconds;
  readonly batches: readonly BatchSummary[];
}

export async function storeHistory(owner: Owner, { fetchedAt, batches }: StoredHistory): Promise<void> {
  const { userGuid, schoolId } = owner;
  const sealed = await sealPayload(batches, ['history', userGuid, schoolId], userGuid);
  await inDatabase((database) => database.history.put({ version: 1, userGuid, schoolId, fetchedAt, sealed }));
}

/** The list as last seen, or null when this person never saw this school's on this device, or it is locked; for `watch`. */
export async function readHistory(database: Database, owner: Owner): Promise<StoredHistory | null> {
  const record = await database.history.get(ownerKey(owner));
  if (record === undefined) return null;
  const place = ['history', owner.userGuid, owner.schoolId] as const;
  const batches = await openPayload<BatchSummary[]>(record.sealed, place);
  return batches.ok ? { fetchedAt: record.fetchedAt, batches: batches.value } : null;
}
