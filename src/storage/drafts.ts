import type { Draft } from '#domain/drafts/draft.ts';
import { openDatabase, type Database, type DraftRecord } from './database.ts';
import { ownerKey, type Owner } from './owner.ts';
import { fromPayload, toPayload } from './payload.ts';

type Hidden = Pick<Draft, 'fileName' | 'header' | 'mapping' | 'choices'>;

/** A draft with its rows: block `i` holds rows `1,000 i` and following, as the worker made them. */
export interface StoredDraft {
  readonly draft: Draft;
  readonly blocks: readonly ArrayBuffer[];
}

/** Keeps a new draft with all its rows, or nothing of it. When this resolves, it is on the disk. */
export async function storeDraft(draft: Draft, blocks: readonly ArrayBuffer[]): Promise<void> {
  const database = await openDatabase();
  const record = toRecord(draft);
  const blockRecords = blocks.map((bytes, index) => ({ draftId: draft.draftId, index, bytes }));
  await database.transaction('rw', database.drafts, database.draftBlocks, async () => {
    await database.drafts.put(record);
    await database.draftBlocks.bulkPut(blockRecords);
  });
}

/** Keeps a changed draft, and the one block of rows that changed, if one did. False when the draft is gone. */
export async function storeDraftChange(
  draft: Draft,
  block?: { readonly index: number; readonly bytes: ArrayBuffer },
): Promise<boolean> {
  const database = await openDatabase();
  const record = toRecord(draft);
  return database.transaction('rw', database.drafts, database.draftBlocks, async () => {
    // A draft that was sent or deleted in another tab must not come back to life.
    if ((await database.drafts.get(draft.draftId)) === undefined) return false;
    await database.drafts.put(record);
    if (block) await database.draftBlocks.put({ draftId: draft.draftId, ...block });
    return true;
  });
}

/** The draft and its rows, or null when there is none of that id that belongs to the owner. */
export async function loadDraft(draftId: string, owner: Owner): Promise<StoredDraft | null> {
  const database = await openDatabase();
  const record = await database.drafts.get(draftId);
  if (record?.userGuid !== owner.userGuid || record.schoolId !== owner.schoolId) return null;
  const blocks = await database.draftBlocks.where('draftId').equals(draftId).sortBy('index');
  return { draft: fromRecord(record), blocks: blocks.map((block) => block.bytes) };
}

/** The owner's drafts, last changed first; for `watch`. */
export async function listDrafts(database: Database, owner: Owner): Promise<Draft[]> {
  const records = await database.drafts.where('[userGuid+schoolId]').equals(ownerKey(owner)).toArray();
  return records.map(fromRecord).sort((one, other) => other.changedAt - one.changedAt);
}

/** Forgets a draft and its rows. */
export async function deleteDraft(draftId: string): Promise<void> {
  const database = await openDatabase();
  await database.transaction('rw', database.drafts, database.draftBlocks, () =>
    removeDraft(database, draftId),
  );
}

/** The same within a transaction of the caller's. */
export async function removeDraft(database: Database, draftId: string): Promise<void> {
  await database.drafts.delete(draftId);
  await database.draftBlocks.where('draftId').equals(draftId).delete();
}

function toRecord({ fileName, header, mapping, choices, ...plain }: Draft): DraftRecord {
  const hidden: Hidden = { fileName, header, mapping, choices };
  return { ...plain, payload: toPayload(hidden) };
}

function fromRecord({ payload, ...plain }: DraftRecord): Draft {
  return { ...plain, ...fromPayload<Hidden>(payload) };
}
