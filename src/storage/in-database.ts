import { openDatabase, reopenDatabase, type Database } from './database.ts';
import { releaseReserve } from './reserve.ts';
import { isLostConnection, isOutOfSpace, StorageFailure, tellTrouble } from './storage-trouble.ts';

/**
 * Does something in the device's database. A connection the browser dropped is opened once more and the work is done a
 * second time; `work` must bear that. What does not help is told as trouble and thrown as `StorageFailure`.
 */
export function inDatabase<Value>(work: (database: Database) => Promise<Value>): Promise<Value> {
  return attempt(work, () => Promise.resolve(null));
}

/** The same for what makes room or moves an upload on: on a full device it may use the reserve. */
export function withReserve<Value>(work: (database: Database) => Promise<Value>): Promise<Value> {
  return attempt(work, releaseReserve);
}

async function attempt<Value>(
  work: (database: Database) => Promise<Value>,
  makeRoom: (database: Database) => Promise<Database | null>,
): Promise<Value> {
  const database = await openDatabase();
  try {
    return await work(database);
  } catch (error) {
    if (isOutOfSpace(error)) return onceMore('storage.full', error, () => makeRoom(database), work);
    if (isLostConnection(error)) return onceMore('storage.lost', error, reopenDatabase, work);
    throw error;
  }
}

async function onceMore<Value>(
  code: 'storage.full' | 'storage.lost',
  first: unknown,
  heal: () => Promise<Database | null>,
  work: (database: Database) => Promise<Value>,
): Promise<Value> {
  try {
    const healed = await heal();
    if (healed === null) throw first;
    return await work(healed);
  } catch (error) {
    if (!isOutOfSpace(error) && !isLostConnection(error)) throw error;
    tellTrouble({ code });
    throw new StorageFailure(code, error);
  }
}
