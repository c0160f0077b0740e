import type { OutboxEntry } from '#domain/outbox/outbox-entry.ts';
import type { Database, DraftBlockRecord, DraftRecord, OutboxChunkRecord, OutboxRecord } from './database.ts';
import { inDatabase } from './in-database.ts';
import { noteChange } from './manifest.ts';
import { sealPart, sealPayload } from './payload.ts';
import { sealChunk } from './upload-chunk.ts';

/** Rows as version 1 of the database had them: in clear. */
type OldDraft = Omit<DraftRecord, 'sealed' | 'blockCount'> & { readonly payload: Uint8Array };
type OldUpload = OutboxEntry & { readonly payload: Uint8Array };
interface OldPart {
  readonly index: number;
  readonly bytes: ArrayBuffer;
  readonly digest: string;
}

/**
 * Seals what version 1 left of this person. Called once, when their keys are made: until then nothing reads these rows,
 * and everything that came later is sealed. The old list of uploads is fetched again instead.
 */
export async function sealOldRows(userGuid: string): Promise<void> {
  const { drafts, uploads } = await inDatabase(async (database) => ({
    drafts: (await database.drafts.where({ userGuid }).toArray()) as unknown[] as OldDraft[],
    uploads: (await database.outbox.where({ userGuid }).toArray()) as unknown[] as OldUpload[],
  }));
  for (const draft of drafts) await sealDraft(draft);
  for (const upload of uploads) await sealUpload(upload);
  await inDatabase((database) =>
    database.history
      .where({ userGuid })
      // A list fetched a moment ago waited for these keys, and is sealed.
      .filter((record) => !('sealed' in record))
      .delete(),
  );
}

async function sealDraft({ payload, ...plain }: OldDraft): Promise<void> {
  const { draftId, userGuid } = plain;
  const parts = await partsOf((database) => database.draftBlocks.where('draftId').equals(draftId).toArray());
  const sealed = await sealPayload(readJson(payload), ['drafts', draftId], userGuid);
  const record: DraftRecord = { ...plain, blockCount: parts.length, sealed };
  const blocks: DraftBlockRecord[] = [];
  for (const { index, bytes } of parts) {
    const sealed = await sealPart(bytes, ['draftBlocks', draftId, index], userGuid);
    blocks.push({ draftId, index, sealed });
  }
  await inDatabase((database) =>
    database.transaction('rw', database.drafts, database.draftBlocks, database.manifests, async () => {
      await database.drafts.put(record);
      await database.draftBlocks.bulkPut(blocks);
      const added = { kind: 'draft', id: draftId, at: plain.createdAt, parts: blocks.length } as const;
      await noteChange(database, userGuid, { added });
    }),
  );
}

async function sealUpload({ payload, payloadHash, ...plain }: OldUpload): Promise<void> {
  const { batchId, userGuid } = plain;
  const hidden = { contents: readJson(payload), payloadHash };
  const record: OutboxRecord = { ...plain, sealed: await sealPayload(hidden, ['outbox', batchId], userGuid) };
  const parts = await partsOf((database) => database.outboxChunks.where('batchId').equals(batchId).toArray());
  const chunks: OutboxChunkRecord[] = [];
  for (const part of parts) {
    const sealed = await sealChunk(part, batchId, part.index, userGuid);
    chunks.push({ batchId, index: part.index, sealed });
  }
  await inDatabase((database) =>
    database.transaction('rw', database.outbox, database.outboxChunks, database.manifests, async () => {
      await database.outbox.put(record);
      await database.outboxChunks.bulkPut(chunks);
      if (plain.status === 'sent') return;
      const added = { kind: 'upload', id: batchId, at: plain.queuedAt, parts: chunks.length } as const;
      await noteChange(database, userGuid, { added });
    }),
  );
}

function partsOf(query: (database: Database) => Promise<unknown[]>): Promise<OldPart[]> {
  return inDatabase(query) as Promise<OldPart[]>;
}

function readJson(payload: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(payload));
}
