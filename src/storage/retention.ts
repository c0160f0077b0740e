import { deviceDeadline } from '#domain/retention.ts';
import type { Milliseconds } from '#domain/time.ts';
import { deleteItems } from './delete-items.ts';
import { inDatabase } from './in-database.ts';
import { copyManifest, noteChange } from './manifest.ts';
import { deleteResults } from './results.ts';

/**
 * Deletes results, copies of schools' students, drafts nobody changed and uploads that could not be sent within the retention, as the lists
 * announce. `now` is the server's time: a tablet whose clock has run ahead must not lose work.
 */
export async function deleteOverdue(userGuid: string, now: Milliseconds): Promise<void> {
  const isOverdue = (touchedAt: Milliseconds) => deviceDeadline(touchedAt) <= now;
  const manifest = await inDatabase((database) =>
    database.transaction('rw', database.tables, async () => {
      const drafts = await database.drafts.where('userGuid').equals(userGuid).toArray();
      const uploads = await database.outbox.where('userGuid').equals(userGuid).toArray();
      const results = await database.results.where('userGuid').equals(userGuid).toArray();
      const old = results.filter((one) => isOverdue(one.keptAt)).map((one) => one.batchId);
      await deleteResults(database, old);
      const schools = await database.schoolIndexes.where('userGuid').equals(userGuid).toArray();
      const oldSchools = schools.filter((one) => isOverdue(one.fetchedAt));
      await database.schoolIndexes.bulkDelete(oldSchools.map((one) => [one.userGuid, one.schoolId]));
      const draftIds = drafts.filter((one) => isOverdue(one.changedAt)).map((one) => one.draftId);
      const batchIds = uploads.filter((one) => isOverdue(one.queuedAt)).map((one) => one.batchId);
      if (draftIds.length + batchIds.length === 0) return null;
      await deleteItems(database, draftIds, batchIds);
      return noteChange(database, userGuid, { removed: [...draftIds, ...batchIds] });
    }),
  );
  if (manifest) copyManifest(manifest);
}
