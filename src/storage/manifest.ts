import type { Database, ManifestItem, ManifestRecord } from './database.ts';
import { deleteItems } from './delete-items.ts';
import { inDatabase } from './in-database.ts';
import { openPayload } from './payload.ts';
import { endTrouble, StorageFailure, tellTrouble } from './storage-trouble.ts';
import { orWithoutMemory } from './without-memory.ts';

/**
 * Damaged databases open without an error and with rows missing. So every change also notes what should be there: in a
 * table of its own, in the same transaction, and in a small copy outside the database. Ids, times and counts only.
 */
const copyKey = 'rollbook.manifest';

/** Within the transaction that stores a draft or an upload, or one more part of it; `removed` leave in its turn. */
export async function noteChange(
  database: Database,
  userGuid: string,
  change: { readonly added?: ManifestItem; readonly removed?: readonly string[] },
): Promise<ManifestRecord> {
  const before = (await database.manifests.get(userGuid)) ?? emptyManifest(userGuid);
  const gone = new Set([...(change.removed ?? []), ...(change.added ? [change.added.id] : [])]);
  const kept = before.items.filter((item) => !gone.has(item.id));
  const items = change.added ? [...kept, change.added] : kept;
  const after: ManifestRecord = { ...before, sequence: before.sequence + 1, items };
  await database.manifests.put(after);
  return after;
}

/** After that transaction: the copy outside the database. A service worker has no place for it. */
export function copyManifest(manifest: ManifestRecord): void {
  globalThis.localStorage?.setItem(`${copyKey}.${manifest.userGuid}`, JSON.stringify(manifest));
}

/**
 * Compares what should be here of one person with what is, and tells what is missing until `acceptLoss`. What is whole
 * stays untouched and is sent as ever.
 */
export async function checkManifest(userGuid: string): Promise<void> {
  const copy = readCopy(userGuid);
  try {
    await inDatabase((database) => compare(database, userGuid, copy));
  } catch (trouble) {
    if (!(trouble instanceof StorageFailure)) throw trouble;
    // A database that does not open has lost everything the copy knows of.
    if (trouble.code === 'storage.broken') tellMissing(copy?.items ?? []);
  }
}

async function compare(
  database: Database,
  userGuid: string,
  copy: ManifestRecord | undefined,
): Promise<void> {
  const expected = newer(await database.manifests.get(userGuid), copy);
  const lost = expected ? await missingOf(database, expected) : [];
  // What the database forgot must go on being missed, whatever is stored from now on.
  if (expected && lost.length > 0)
    await database.manifests.put({ ...expected, sequence: expected.sequence + 1 });
  tellMissing(lost);
}

function tellMissing(lost: readonly ManifestItem[]): void {
  if (lost.length === 0) return endTrouble('storage.missing');
  tellTrouble({
    code: 'storage.missing',
    drafts: lost.filter(({ kind }) => kind === 'draft').length,
    uploads: lost.filter(({ kind }) => kind === 'upload').length,
    lastAt: Math.max(...lost.map(({ at }) => at)),
  });
}

/** The person has read what is missing: it is not asked for again, and what is left of it is deleted. */
export async function acceptLoss(userGuid: string): Promise<void> {
  const manifest = await orWithoutMemory(
    () => inDatabase((database) => forgetLost(database, userGuid)),
    null,
  );
  if (manifest) copyManifest(manifest);
  else forgetManifestCopy(userGuid);
  endTrouble('storage.missing');
}

async function forgetLost(database: Database, userGuid: string): Promise<ManifestRecord> {
  const inside = (await database.manifests.get(userGuid)) ?? emptyManifest(userGuid);
  const lost = (await missingOf(database, inside)).map(({ id }) => id);
  return database.transaction('rw', database.tables, async () => {
    await deleteItems(database, lost, lost);
    return noteChange(database, userGuid, { removed: lost });
  });
}

export function forgetManifestCopy(userGuid: string): void {
  globalThis.localStorage?.removeItem(`${copyKey}.${userGuid}`);
}

/** An item is missing with its row, with any of its parts, or when its keys are open and do not open it. */
async function missingOf(database: Database, { items }: ManifestRecord): Promise<ManifestItem[]> {
  const checks = items.map(async (item) => ((await isWhole(database, item)) ? [] : [item]));
  return (await Promise.all(checks)).flat();
}

async function isWhole(database: Database, { kind, id, parts }: ManifestItem): Promise<boolean> {
  const isDraft = kind === 'draft';
  const found = isDraft ? await database.drafts.get(id) : await database.outbox.get(id);
  if (found === undefined) return false;
  const stored = isDraft
    ? await database.draftBlocks.where('draftId').equals(id).count()
    : await database.outboxChunks.where('batchId').equals(id).count();
  if (stored !== parts) return false;
  const opened = await openPayload(found.sealed, [isDraft ? 'drafts' : 'outbox', id]);
  return opened.ok || opened.refusal === 'locked';
}

function emptyManifest(userGuid: string): ManifestRecord {
  return { version: 1, userGuid, sequence: 0, items: [] };
}

/** A killed browser may leave either copy behind the other. */
export function newer(
  inside: ManifestRecord | undefined,
  outside: ManifestRecord | undefined,
): ManifestRecord | null {
  if (!inside || !outside) return inside ?? outside ?? null;
  return outside.sequence > inside.sequence ? outside : inside;
}

function readCopy(userGuid: string): ManifestRecord | undefined {
  const text = globalThis.localStorage?.getItem(`${copyKey}.${userGuid}`);
  if (!text) return undefined;
  try {
    return JSON.parse(text) as ManifestRecord;
  } catch (error) {
    // A copy that was cut short knows nothing.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
