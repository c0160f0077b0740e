import type { BatchSummary } from '#domain/batches/batch.ts';
import type { RefusalCode } from '#domain/refusal.ts';
import type { Milliseconds } from '#domain/time.ts';
import { batchListSchema } from '#protocol/batches.ts';
import { storeHistory } from '#storage/history.ts';
import { removeUploads, uploadsOf } from '#storage/outbox.ts';
import type { Owner } from '#storage/owner.ts';
import { callApi } from './api.ts';

export type FetchedHistory =
  | { readonly type: 'fresh'; readonly batches: readonly BatchSummary[] }
  | { readonly type: 'refused'; readonly code: RefusalCode }
  | { readonly type: 'no-answer' };

/**
 * Asks the server for the school's uploads and keeps the list on the device, where whoever shows it sees the change.
 * Uploads the list shows are done here and leave the outbox.
 */
export async function fetchHistory(
  owner: Owner,
  nowMs: Milliseconds,
  signal: AbortSignal,
): Promise<FetchedHistory> {
  const path = `/api/batches?${new URLSearchParams({ schoolId: owner.schoolId })}`;
  const answer = await callApi({ method: 'GET', path, signal }, batchListSchema);
  if (answer.type === 'refused') return { type: 'refused', code: answer.refusal.code };
  if (answer.type === 'no-answer') return answer;
  const { batches } = answer.value;
  await storeHistory(owner, { fetchedAt: nowMs, batches });
  const listed = new Set(batches.map((batch) => batch.batchId));
  const uploads = await uploadsOf(owner.userGuid);
  const done = uploads.filter(({ entry }) => entry.status === 'sent' && listed.has(entry.batchId));
  if (done.length > 0) await removeUploads(done.map(({ entry }) => entry.batchId));
  return { type: 'fresh', batches };
}
