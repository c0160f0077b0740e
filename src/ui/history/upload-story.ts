import { isFinished } from '#domain/batches/batch.ts';
import type { OutboxReason } from '#domain/outbox/outbox-entry.ts';
import type { Milliseconds } from '#domain/time.ts';
import type { HistoryRow } from './history-rows.ts';

/** What has happened to an upload, in order. The first is of this device's clock, the others of the server's. */
export type StoryStep =
  | { readonly type: 'saved'; readonly at: Milliseconds }
  /** Null while the server's list does not show it yet. */
  | { readonly type: 'sent'; readonly at: Milliseconds | null }
  | { readonly type: 'checked' | 'stopped'; readonly at: Milliseconds };

/** What happens next, or who has to do something. */
export type NextMove =
  | { readonly type: 'try'; readonly at: Milliseconds; readonly reason: OutboxReason | null }
  | { readonly type: 'sign-in' }
  | { readonly type: 'person'; readonly reason: OutboxReason | null; readonly mayHeal: boolean }
  | { readonly type: 'server-checks' };

export function storySteps({ batch, upload }: HistoryRow): StoryStep[] {
  const savedAt = upload?.entry.queuedAt ?? batch?.savedAt ?? null;
  const steps: StoryStep[] = [];
  if (savedAt !== null) steps.push({ type: 'saved', at: savedAt });
  if (batch) steps.push({ type: 'sent', at: batch.uploadedAt });
  else if (upload?.entry.status === 'sent') steps.push({ type: 'sent', at: null });
  if (batch?.finishedAt != null && isFinished(batch.status)) {
    steps.push({ type: batch.status === 'failed' ? 'stopped' : 'checked', at: batch.finishedAt });
  }
  return steps;
}

/** Null when nothing is left to happen, or it is happening. */
export function nextMove({ batch, upload }: HistoryRow): NextMove | null {
  if (batch) return batch.status === 'queued' ? { type: 'server-checks' } : null;
  if (!upload) return null;
  const { status, reason, notBefore } = upload.entry;
  switch (status) {
    case 'sending':
      return null;
    case 'sent':
      return { type: 'server-checks' };
    case 'blocked':
      return { type: 'person', reason, mayHeal: reason !== 'outbox.rows_lost' };
    case 'waiting':
      return reason === 'auth.required' ? { type: 'sign-in' } : { type: 'try', at: notBefore, reason };
  }
}
