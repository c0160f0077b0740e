import { openDatabase, reopenDatabase, type Database } from './database.ts';
import { releaseReserve } from './reserve.ts';
import {
  endTrouble,
  isLostConnection,
  isOutOfSpace,
  StorageFailure,
  tellTrouble,
} from './storage-trouble.ts';

/**
 * Does something in the device's database. A connection the browser dropped is opened once more, a full device gives
 * back its reserve, and the work is done a second time; `work` must bear that. What does not help is told as trouble and
 * thrown as `StorageFailure`.
 */
export async function inDatabase<Value>(work: (database: Database) => Promise<Value>): Promise<Value> {
  const database = await openDatabase();
  try {
    const value = await work(database);
    endTrouble('storage.full');
    return value;
  } catch (error) {
    if (isOutOfSpace(error)) return onceMore('storage.full', error, () => releaseReserve(database), work);
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
