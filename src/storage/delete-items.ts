import type { Database } from './database.ts';

/** Deletes drafts and uploads with their rows, within a transaction of the caller's. */
export async function deleteItems(
  database: Database,
  draftIds: readonly string[],
  batchIds: readonly string[],
): Promise<void> {
  await database.drafts.bulkDelete([...draftIds]);
  await database.draftBlocks.where('draftId').anyOf(draftIds).delete();
  await database.outbox.bulkDelete([...batchIds]);
  await database.outboxChunks.where('batchId').anyOf(batchIds).delete();
}
