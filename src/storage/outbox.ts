import type { ReviewChoices } from '#domain/batches/row-outcome.ts';
import type { OutboxEntry } from '#domain/outbox/outbox-entry.ts';
import type { Mapping } from '#domain/roster/template.ts';
import type { Database, ManifestRecord, OutboxChunkRecord, OutboxRecord } from './database.ts';
import { removeDraft } from './drafts.ts';
import { inDatabase, withReserve } from './in-database.ts';
import { copyManifest, noteChange } from './manifest.ts';
import { ownerKey, type Owner } from './owner.ts';
import { openPayload, sealPayload } from './payload.ts';
import { endTrouble } from './storage-trouble.ts';
import { orWithoutMemory } from './without-memory.ts';
import { openChunk, sealChunk, type UploadChunk } from './upload-chunk.ts';

export type { UploadChunk } from './upload-chunk.ts';

/** What the server is told about an upload before its rows. */
export interface BatchContents {
  readonly fileName: string;
  readonly header: readonly string[];
  readonly mapping: Mapping;
  readonly choices: ReviewChoices;
}

export interface Upload {
  readonly entry: OutboxEntry;
  readonly contents: BatchContents;
}

interface Hidden {
  readonly contents: BatchContents;
  readonly payloadHash: string;
}

/**
 * Turns a draft into an upload in one transaction: either the upload with every chunk is on the disk and the draft
 * is gone, or nothing happened. False when the draft is gone already (another tab deleted it).
 */
export async function queueUpload(upload: Upload, chunks: readonly UploadChunk[]): Promise<boolean> {
  const record = await toRecord(upload);
  const { batchId, userGuid } = record;
  const sealing = chunks.map((chunk, index) => toChunkRecord(upload.entry, index, chunk));
  const chunkRecords = await Promise.all(sealing);
  const manifest = await inDatabase((database) => {
    const { drafts, draftBlocks, outbox, outboxChunks, manifests } = database;
    return database.transaction('rw', [drafts, draftBlocks, outbox, outboxChunks, manifests], async () => {
      // Also true the second time, when the first try was stored and its answer was lost.
      if ((await outbox.get(batchId)) !== undefined) return manifests.get(userGuid);
      if ((await drafts.get(batchId)) === undefined) return null;
      await outbox.add(record);
      await outboxChunks.bulkAdd(chunkRecords);
      await removeDraft(database, batchId);
      const added = { kind: 'upload', id: batchId, at: record.queuedAt, parts: chunks.length } as const;
      return noteChange(database, userGuid, { added });
    });
  });
  if (manifest) copyManifest(manifest);
  endTrouble('storage.full');
  return manifest !== null;
}

/** The owner's uploads the server's history does not show yet and that can be read now, newest first; for `watch`. */
export async function listUploads(database: Database, owner: Owner): Promise<Upload[]> {
  const records = await database.outbox.where('[userGuid+schoolId]').equals(ownerKey(owner)).toArray();
  return (await openAll(records)).sort((one, other) => other.entry.queuedAt - one.entry.queuedAt);
}

/** Everything one person has to send that can be read now, in any school, oldest first. */
export async function uploadsOf(userGuid: string): Promise<Upload[]> {
  const query = (database: Database) => database.outbox.where({ userGuid }).toArray();
  const records = await orWithoutMemory(() => inDatabase(query), []);
  return (await openAll(records)).sort((one, other) => one.entry.queuedAt - other.entry.queuedAt);
}

/** Null when it is not here any more, or damaged. */
export async function readChunk(batchId: string, index: number): Promise<UploadChunk | null> {
  const record = await inDatabase((database) => database.outboxChunks.get([batchId, index]));
  return record ? openChunk(record) : null;
}

/** Keeps where an upload stands. Once sent, its chunks are the server's and are dropped here. */
export async function storeEntry(entry: OutboxEntry): Promise<void> {
  const { payloadHash: _, ...plain } = entry;
  const { batchId, userGuid } = entry;
  const manifest = await withReserve((database) =>
    database.transaction('rw', database.outbox, database.outboxChunks, database.manifests, async () => {
      await database.outbox.update(batchId, plain);
      if (entry.status !== 'sent') return null;
      await database.outboxChunks.where('batchId').equals(batchId).delete();
      return noteChange(database, userGuid, { removed: [batchId] });
    }),
  );
  if (manifest) copyManifest(manifest);
}

/** Forgets uploads: the server's history shows them, or the person deleted them. */
export async function removeUploads(batchIds: readonly string[]): Promise<void> {
  const ids = [...batchIds];
  const manifests = await withReserve((database) =>
    database.transaction('rw', database.outbox, database.outboxChunks, database.manifests, async () => {
      const known = await database.outbox.bulkGet(ids);
      const owners = new Set(known.flatMap((record) => (record ? [record.userGuid] : [])));
      await database.outbox.bulkDelete(ids);
      await database.outboxChunks.where('batchId').anyOf(ids).delete();
      const noted: ManifestRecord[] = [];
      for (const userGuid of owners) noted.push(await noteChange(database, userGuid, { removed: ids }));
      return noted;
    }),
  );
  manifests.forEach(copyManifest);
}

async function toRecord({ entry, contents }: Upload): Promise<OutboxRecord> {
  const { payloadHash, ...plain } = entry;
  const hidden: Hidden = { contents, payloadHash };
  return { ...plain, sealed: await sealPayload(hidden, ['outbox', entry.batchId], entry.userGuid) };
}

async function toChunkRecord(
  { batchId, userGuid }: OutboxEntry,
  index: number,
  chunk: UploadChunk,
): Promise<OutboxChunkRecord> {
  return { batchId, index, sealed: await sealChunk(chunk, batchId, index, userGuid) };
}

async function openAll(records: readonly OutboxRecord[]): Promise<Upload[]> {
  return (await Promise.all(records.map(openRecord))).flat();
}

async function openRecord({ sealed, ...plain }: OutboxRecord): Promise<Upload[]> {
  const opened = await openPayload<Hidden>(sealed, ['outbox', plain.batchId]);
  if (!opened.ok) return [];
  const { contents, payloadHash } = opened.value;
  return [{ entry: { ...plain, payloadHash }, contents }];
}
