import type { BatchSummary } from '#domain/batches/batch.ts';
import type { Milliseconds } from '#domain/time.ts';
import type { Database } from './database.ts';
import { inDatabase } from './in-database.ts';
import { ownerKey, type Owner } from './owner.ts';
import { openPayload, sealPayload } from './payload.ts';
import { orWithoutMemory } from './without-memory.ts';

/** An upload of the server's list, and what only this device knows of it. */
export interface SeenBatch extends BatchSummary {
  /** When this device kept it to be sent, by its own clock; null for uploads of other devices. */
  readonly savedAt: Milliseconds | null;
}

/** The server's list as this device saw it last. */
export interface StoredHistory {
  readonly fetchedAt: Milliseconds;
  readonly batches: readonly SeenBatch[];
}

/** Where the device cannot keep it, the server's list will do. */
export function storeHistory(owner: Owner, history: StoredHistory): Promise<void> {
  return orWithoutMemory(() => putHistory(owner, history), undefined);
}

/** The list as last seen, or null when this person never saw this school's on this device, or it is locked; for `watch`. */
export async function readHistory(database: Database, owner: Owner): Promise<StoredHistory | null> {
  const record = await database.history.get(ownerKey(owner));
  if (record === undefined) return null;
  const place = ['history', owner.userGuid, owner.schoolId] as const;
  const batches = await openPayload<SeenBatch[]>(record.sealed, place);
  return batches.ok ? { fetchedAt: record.fetchedAt, batches: batches.value } : null;
}

/** When uploads of the list were kept on this device, by batch id. */
export async function savedTimes(owner: Owner): Promise<Map<string, Milliseconds>> {
  const history = await orWithoutMemory(() => inDatabase((database) => readHistory(database, owner)), null);
  return new Map(history?.batches.flatMap(({ batchId, savedAt }) => (savedAt ? [[batchId, savedAt]] : [])));
}

async function putHistory(
  { userGuid, schoolId }: Owner,
  { fetchedAt, batches }: StoredHistory,
): Promise<void> {
  const sealed = await sealPayload(batches, ['history', userGuid, schoolId], userGuid);
  await inDatabase((database) => database.history.put({ version: 1, userGuid, schoolId, fetchedAt, sealed }));
}
