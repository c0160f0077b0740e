import type { Milliseconds } from '#domain/time.ts';
import type { Database, ResultPageRecord, ResultRecord } from './database.ts';
import { inDatabase } from './in-database.ts';
import { ownerKey, type Owner } from './owner.ts';
import { openPart, sealPart } from './payload.ts';

/** A result as it is kept; what the pages hold is the caller's. */
export interface KeptResult {
  readonly keptAt: Milliseconds;
  readonly pages: readonly ArrayBuffer[];
}

/** Keeps all of a result, or nothing of it. */
export async function storeResult(
  owner: Owner,
  batchId: string,
  { keptAt, pages }: KeptResult,
): Promise<void> {
  const record: ResultRecord = { version: 1, batchId, ...owner, keptAt, pageCount: pages.length };
  const sealing = pages.map((bytes, index) => toPageRecord(owner, batchId, index, bytes));
  const pageRecords = await Promise.all(sealing);
  await inDatabase((database) =>
    database.transaction('rw', database.results, database.resultPages, async () => {
      await database.results.put(record);
      await database.resultPages.bulkPut(pageRecords);
    }),
  );
}

/** Null when this device does not keep the result for this person, or it cannot be read now. */
export async function loadResult(batchId: string, { userGuid }: Owner): Promise<KeptResult | null> {
  const { record, pages } = await inDatabase(async (database) => ({
    record: await database.results.get(batchId),
    pages: await database.resultPages.where('batchId').equals(batchId).sortBy('index'),
  }));
  if (record?.userGuid !== userGuid || pages.length !== record.pageCount) return null;
  const opened = await Promise.all(
    pages.map(({ index, sealed }) => openPart(sealed, ['resultPages', batchId, index])),
  );
  const readable = opened.flatMap((page) => (page.ok ? [page.value] : []));
  return readable.length === record.pageCount ? { keptAt: record.keptAt, pages: readable } : null;
}

/** The ids of the uploads whose results this device keeps; for `watch`. */
export async function listResults(database: Database, owner: Owner): Promise<ReadonlySet<string>> {
  return new Set(await database.results.where('[userGuid+schoolId]').equals(ownerKey(owner)).primaryKeys());
}

export async function dropResults(batchIds: readonly string[]): Promise<void> {
  await inDatabase((database) =>
    database.transaction('rw', database.results, database.resultPages, () =>
      deleteResults(database, batchIds),
    ),
  );
}

/** Within a transaction of the caller's. */
export async function deleteResults(database: Database, batchIds: readonly string[]): Promise<void> {
  await database.results.bulkDelete([...batchIds]);
  await database.resultPages.where('batchId').anyOf(batchIds).delete();
}

async function toPageRecord(
  { userGuid }: Owner,
  batchId: string,
  index: number,
  bytes: ArrayBuffer,
): Promise<ResultPageRecord> {
  return { batchId, index, sealed: await sealPart(bytes, ['resultPages', batchId, index], userGuid) };
}
