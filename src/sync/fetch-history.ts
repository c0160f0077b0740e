import type { RefusalCode } from '#domain/refusal.ts';
import type { Milliseconds } from '#domain/time.ts';
import { batchListSchema, type BatchList } from '#protocol/batches.ts';
import { savedTimes, storeHistory, type SeenBatch } from '#storage/history.ts';
import { removeUploads, uploadsOf, type Upload } from '#storage/outbox.ts';
import type { Owner } from '#storage/owner.ts';
import { callApi, type ApiAnswer } from './api.ts';

export type FetchedHistory =
  | {
      readonly type: 'fresh';
      readonly batches: readonly SeenBatch[];
      /** The cursor of older ones; null when these are all. */
      readonly next: string | null;
    }
  | { readonly type: 'refused'; readonly code: RefusalCode }
  | { readonly type: 'no-answer' };

/**
 * Asks the server for the school's newest uploads and keeps the list on the device, where whoever shows it sees the
 * change. Uploads the list shows are done here and leave the outbox.
 */
export async function fetchHistory(
  owner: Owner,
  nowMs: Milliseconds,
  signal: AbortSignal,
): Promise<FetchedHistory> {
  // Before the asking: what has a receipt by now stands in the list, or before it.
  const uploads = await uploadsOf(owner.userGuid);
  const answer = await askForPage(owner, null, signal);
  if (answer.type !== 'answer') return withoutList(answer);
  const { next } = answer.value;
  const batches = await addSavedTimes(answer.value, owner, uploads);
  await storeHistory(owner, { fetchedAt: nowMs, batches });
  const listed = new Set(batches.map((batch) => batch.batchId));
  const done = uploads.filter(
    ({ entry }) =>
      entry.status === 'sent' &&
      entry.schoolId === owner.schoolId &&
      (listed.has(entry.batchId) || next !== null),
  );
  if (done.length > 0) await removeUploads(done.map(({ entry }) => entry.batchId));
  return { type: 'fresh', batches, next };
}

/** The uploads before those with this cursor. They are shown and not kept. */
export async function fetchOlderHistory(
  owner: Owner,
  after: string,
  signal: AbortSignal,
): Promise<FetchedHistory> {
  const answer = await askForPage(owner, after, signal);
  if (answer.type !== 'answer') return withoutList(answer);
  const batches = await addSavedTimes(answer.value, owner, []);
  return { type: 'fresh', batches, next: answer.value.next };
}

function askForPage(
  { schoolId }: Owner,
  after: string | null,
  signal: AbortSignal,
): Promise<ApiAnswer<BatchList>> {
  const query = new URLSearchParams(after === null ? { schoolId } : { schoolId, after });
  return callApi({ method: 'GET', path: `/api/batches?${query}`, signal }, batchListSchema);
}

function withoutList(answer: Exclude<ApiAnswer<BatchList>, { type: 'answer' }>): FetchedHistory {
  return answer.type === 'refused' ? { type: 'refused', code: answer.refusal.code } : { type: 'no-answer' };
}

/** Only this device knows when it kept an upload; once that has left the outbox, the list remembers. */
async function addSavedTimes(
  { batches }: BatchList,
  owner: Owner,
  uploads: readonly Upload[],
): Promise<SeenBatch[]> {
  const savedAt = await savedTimes(owner);
  for (const { entry } of uploads) savedAt.set(entry.batchId, entry.queuedAt);
  return batches.map((batch) => ({ ...batch, savedAt: savedAt.get(batch.batchId) ?? null }));
}
