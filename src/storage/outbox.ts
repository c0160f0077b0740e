import type { OutboxEntry } from '#domain/outbox/outbox-entry.ts';
import type { ReviewChoices } from '#domain/batches/row-outcome.ts';
import type { ColumnKey } from '#domain/roster/template.ts';
import { openDatabase, type Database, type OutboxRecord } from './database.ts';
import { removeDraft } from './drafts.ts';
import { ownerKey, type Owner } from './owner.ts';
import { fromPayload, toPayload } from './payload.ts';

/** What the server is told about an upload before its rows. */
export interface BatchContents {
  readonly fileName: string;
  readonly header: readonly string[];
  readonly mapping: readonly (ColumnKey | null)[];
  readonly choices: ReviewChoices;
}

export interface Upload {
  readonly entry: OutboxEntry;
  readonly contents: BatchContents;
}

/** A chunk as it goes over the wire; `digest` is of the uncompressed JSON, lower-case hex SHA-256. */
export interface UploadChunk {
  readonly bytes: ArrayBuffer;
  readonly digest: string;
}

/**
 * Turns a draft into an upload in one transaction: either the upload with every chunk is on the disk and the draft
 * is gone, or nothing happened. False when the draft is gone already (another tab sent or deleted it).
 */
export async function queueUpload(upload: Upload, chunks: readonly UploadChunk[]): Promise<boolean> {
  const database = await openDatabase();
  const { batchId } = upload.entry;
  const record: OutboxRecord = { ...upload.entry, payload: toPayload(upload.contents) };
  const chunkRecords = chunks.map((chunk, index) => ({ batchId, index, ...chunk }));
  const tables = [database.drafts, database.draftBlocks, database.outbox, database.outboxChunks];
  return database.transaction('rw', tables, async () => {
    if ((await database.drafts.get(batchId)) === undefined) return false;
    await database.outbox.add(record);
    await database.outboxChunks.bulkAdd(chunkRecords);
    await removeDraft(database, batchId);
    return true;
  });
}

/** The owner's uploads the server's history does not show yet, newest first; for `watch`. */
export async function listUploads(database: Database, owner: Owner): Promise<Upload[]> {
  const records = await database.outbox.where('[userGuid+schoolId]').equals(ownerKey(owner)).toArray();
  return records.map(fromRecord).sort((one, other) => other.entry.queuedAt - one.entry.queuedAt);
}

/** Everything one person has to send, in any school, oldest first. */
export async function uploadsOf(userGuid: string): Promise<Upload[]> {
  const database = await openDatabase();
  const records = await database.outbox.where('userGuid').equals(userGuid).toArray();
  return records.map(fromRecord).sort((one, other) => one.entry.queuedAt - other.entry.queuedAt);
}

export async function readChunk(batchId: string, index: number): Promise<UploadChunk | null> {
  const database = await openDatabase();
  return (await database.outboxChunks.get([batchId, index])) ?? null;
}

/** Keeps where an upload stands. Once sent, its chunks are the server's and are dropped here. */
export async function storeEntry(entry: OutboxEntry): Promise<void> {
  const database = await openDatabase();
  await database.transaction('rw', database.outbox, database.outboxChunks, async () => {
    await database.outbox.update(entry.batchId, { ...entry });
    if (entry.status !== 'sent') return;
    await database.outboxChunks.where('batchId').equals(entry.batchId).delete();
  });
}

/** Forgets uploads: the server's history shows them, or the person deleted them. */
export async function removeUploads(batchIds: readonly string[]): Promise<void> {
  const database = await openDatabase();
  await database.transaction('rw', database.outbox, database.outboxChunks, async () => {
    await database.outbox.bulkDelete([...batchIds]);
    await database.outboxChunks.where('batchId').anyOf(batchIds).delete();
  });
}

function fromRecord({ payload, ...entry }: OutboxRecord): Upload {
  return { entry, contents: fromPayload<BatchContents>(payload) };
}
