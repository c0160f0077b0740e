import type { BatchSummary } from '#domain/batches/batch.ts';
import type { Milliseconds } from '#domain/time.ts';
import { openDatabase, type Database } from './database.ts';
import { ownerKey, type Owner } from './owner.ts';
import { fromPayload, toPayload } from './payload.ts';

/** The server's list as this device saw it last. */
export interface StoredHistory {
  readonly fetchedAt: Milliseconds;
  readonly batches: readonly BatchSummary[];
}

export async function storeHistory(owner: Owner, history: StoredHistory): Promise<void> {
  const database = await openDatabase();
  const { userGuid, schoolId } = owner;
  const payload = toPayload(history.batches);
  await database.history.put({ version: 1, userGuid, schoolId, fetchedAt: history.fetchedAt, payload });
}

/** The list as last seen, or null when this person never saw this school's on this device; for `watch`. */
export async function readHistory(database: Database, owner: Owner): Promise<StoredHistory | null> {
  const record = await database.history.get(ownerKey(owner));
  if (record === undefined) return null;
  return { fetchedAt: record.fetchedAt, batches: fromPayload<BatchSummary[]>(record.payload) };
}
