import type { Draft } from '#domain/drafts/draft.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Database, DraftBlockRecord, DraftRecord, ManifestItem, ManifestRecord } from './database.ts';
import { inDatabase, withReserve } from './in-database.ts';
import { copyManifest, noteChange } from './manifest.ts';
import { ownerKey, type Owner } from './owner.ts';
import { openPart, openPayload, sealPart, sealPayload, type Unreadable } from './payload.ts';
import { endTrouble } from './storage-trouble.ts';

type Hidden = Pick<Draft, 'fileName' | 'header' | 'mapping' | 'choices' | 'otherChildren'>;

/** A draft with its rows: block `i` holds rows `1,000 i` and following, as the worker made them. */
export interface StoredDraft {
  readonly draft: Draft;
  readonly blocks: readonly ArrayBuffer[];
}

/** Keeps a new draft with all its rows, or nothing of it. When this resolves, it is on the disk. */
export async function storeDraft(draft: Draft, blocks: readonly ArrayBuffer[]): Promise<void> {
  const blockCount = blocks.length;
  const record: DraftRecord = { ...(await toRecord(draft)), blockCount };
  const blockRecords = await Promise.all(blocks.map((bytes, index) => toBlock(draft, index, bytes)));
  const added: ManifestItem = { kind: 'draft', id: draft.draftId, at: draft.createdAt, parts: blockCount };
  const manifest = await inDatabase((database) =>
    database.transaction('rw', database.drafts, database.draftBlocks, database.manifests, async () => {
      await database.drafts.put(record);
      await database.draftBlocks.bulkPut(blockRecords);
      return noteChange(database, draft.userGuid, { added });
    }),
  );
  copyManifest(manifest);
  endTrouble('storage.full');
}

/** Blocks of rows that changed, and how many blocks there are now. */
export interface ChangedBlocks {
  readonly blocks: readonly { readonly index: number; readonly bytes: ArrayBuffer }[];
  readonly blockCount: number;
}

/** Keeps a changed draft with the blocks that changed, and forgets those beyond the last. False when the draft is gone. */
export async function storeDraftChange(draft: Draft, changed?: ChangedBlocks): Promise<boolean> {
  const record = await toRecord(draft);
  const blockRecords = await Promise.all(
    (changed?.blocks ?? []).map(({ index, bytes }) => toBlock(draft, index, bytes)),
  );
  const stored = await inDatabase((database) =>
    database.transaction('rw', database.drafts, database.draftBlocks, database.manifests, async () => {
      // A draft that was sent or deleted in another tab must not come back to life.
      const before = await database.drafts.get(draft.draftId);
      if (before === undefined) return false;
      const blockCount = changed?.blockCount ?? before.blockCount;
      await database.drafts.put({ ...before, ...record, blockCount });
      await database.draftBlocks.bulkPut(blockRecords);
      return blockCount === before.blockCount || resize(database, draft, blockCount);
    }),
  );
  if (typeof stored !== 'boolean') copyManifest(stored);
  return stored !== false;
}

/** Within the transaction that stores the draft: its rows fill more or fewer blocks than before. */
async function resize(database: Database, draft: Draft, blockCount: number): Promise<ManifestRecord> {
  const { draftId, userGuid, createdAt } = draft;
  await database.draftBlocks
    .where('[draftId+index]')
    .between([draftId, blockCount], [draftId, Infinity])
    .delete();
  const added: ManifestItem = { kind: 'draft', id: draftId, at: createdAt, parts: blockCount };
  return noteChange(database, userGuid, { added });
}

/** The draft and its rows. `missing`: there is none of that id that belongs to the owner. */
export async function loadDraft(
  draftId: string,
  owner: Owner,
): Promise<Result<StoredDraft, Unreadable | 'missing'>> {
  const found = await inDatabase(async (database) => ({
    record: await database.drafts.get(draftId),
    blocks: await database.draftBlocks.where('draftId').equals(draftId).sortBy('index'),
  }));
  const { record } = found;
  if (record?.userGuid !== owner.userGuid || record.schoolId !== owner.schoolId) return refuse('missing');
  const hidden = await openHidden(record);
  if (!hidden.ok) return hidden;
  const blocks = await openBlocks(found.blocks);
  if (!blocks.ok) return blocks;
  if (blocks.value.length !== record.blockCount) return refuse('damaged');
  return ok({ draft: toDraft(record, hidden.value), blocks: blocks.value });
}

/** The owner's drafts that can be read now, last changed first; for `watch`. */
export async function listDrafts(database: Database, owner: Owner): Promise<Draft[]> {
  const records = await database.drafts.where('[userGuid+schoolId]').equals(ownerKey(owner)).toArray();
  const opened = await Promise.all(records.map(openRecord));
  return opened.flat().sort((one, other) => other.changedAt - one.changedAt);
}

/** How many drafts the owner has on this device, readable or not; for `watch`. */
export function countDrafts(database: Database, owner: Owner): Promise<number> {
  return database.drafts.where('[userGuid+schoolId]').equals(ownerKey(owner)).count();
}

/** Forgets a draft and its rows. */
export async function deleteDraft(draftId: string): Promise<void> {
  const manifest = await withReserve((database) =>
    database.transaction('rw', database.drafts, database.draftBlocks, database.manifests, async () => {
      const record = await database.drafts.get(draftId);
      await removeDraft(database, draftId);
      return record ? noteChange(database, record.userGuid, { removed: [draftId] }) : null;
    }),
  );
  if (manifest) copyManifest(manifest);
}

/** The same within a transaction of the caller's, who notes it in the manifest. */
export async function removeDraft(database: Database, draftId: string): Promise<void> {
  await database.drafts.delete(draftId);
  await database.draftBlocks.where('draftId').equals(draftId).delete();
}

async function toRecord(draft: Draft): Promise<Omit<DraftRecord, 'blockCount'>> {
  const { fileName, header, mapping, choices, otherChildren, ...plain } = draft;
  const hidden: Hidden = { fileName, header, mapping, choices, otherChildren };
  return { ...plain, sealed: await sealPayload(hidden, ['drafts', draft.draftId], draft.userGuid) };
}

async function toBlock(
  { draftId, userGuid }: Draft,
  index: number,
  bytes: ArrayBuffer,
): Promise<DraftBlockRecord> {
  return { draftId, index, sealed: await sealPart(bytes, ['draftBlocks', draftId, index], userGuid) };
}

function openHidden({ draftId, sealed }: DraftRecord): Promise<Result<Hidden, Unreadable>> {
  return openPayload<Hidden>(sealed, ['drafts', draftId]);
}

async function openBlocks(records: readonly DraftBlockRecord[]): Promise<Result<ArrayBuffer[], Unreadable>> {
  const blocks: ArrayBuffer[] = [];
  for (const { draftId, index, sealed } of records) {
    const opened = await openPart(sealed, ['draftBlocks', draftId, index]);
    if (!opened.ok) return opened;
    blocks.push(opened.value);
  }
  return ok(blocks);
}

async function openRecord(record: DraftRecord): Promise<Draft[]> {
  const hidden = await openHidden(record);
  return hidden.ok ? [toDraft(record, hidden.value)] : [];
}

function toDraft({ sealed: _sealed, blockCount: _count, ...plain }: DraftRecord, hidden: Hidden): Draft {
  return { ...plain, ...hidden };
}
