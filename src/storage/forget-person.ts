import type { Database } from './database.ts';
import { deleteItems } from './delete-items.ts';
import { inDatabase } from './in-database.ts';
import { forgetManifestCopy } from './manifest.ts';
import { deleteResults } from './results.ts';

/**
 * Deletes everything of one person from this device, keys last: without them, bytes that the browser has not
 * overwritten yet are noise.
 */
export async function forgetPerson(userGuid: string): Promise<void> {
  await inDatabase((database) =>
    database.transaction('rw', database.tables, () => deletePerson(database, userGuid)),
  );
  forgetManifestCopy(userGuid);
}

async function deletePerson(database: Database, userGuid: string): Promise<void> {
  const draftIds = await database.drafts.where('userGuid').equals(userGuid).primaryKeys();
  const batchIds = await database.outbox.where('userGuid').equals(userGuid).primaryKeys();
  await deleteItems(database, draftIds, batchIds);
  await deleteResults(database, await database.results.where({ userGuid }).primaryKeys());
  await database.history.where('userGuid').equals(userGuid).delete();
  await database.headerMappings.where('userGuid').equals(userGuid).delete();
  await database.schoolIndexes.where('userGuid').equals(userGuid).delete();
  await database.profiles.delete(userGuid);
  await database.manifests.delete(userGuid);
  await database.droppedKeys.where('userGuid').equals(userGuid).delete();
  await database.keyrings.delete(userGuid);
}
