import type { Database } from './database.ts';

const name = 'outbox';
/** Enough to note where a hundred uploads stand. Random, because browsers compress what they store. */
const RESERVE_BYTES = 128 * 1024;
/** `getRandomValues` gives no more at once. */
const RANDOM_BYTES = 65_536;

/** Sets room aside, unless that was done before. */
export async function keepReserve(database: Database): Promise<void> {
  if ((await database.reserve.count()) > 0) return;
  const bytes = new Uint8Array(RESERVE_BYTES);
  for (let from = 0; from < RESERVE_BYTES; from += RANDOM_BYTES)
    crypto.getRandomValues(bytes.subarray(from, from + RANDOM_BYTES));
  await database.reserve.put({ name, bytes: bytes.buffer });
}

/** Gives the room back; null when it was given back before. */
export async function releaseReserve(database: Database): Promise<Database | null> {
  if ((await database.reserve.count()) === 0) return null;
  await database.reserve.delete(name);
  return database;
}
