import type { Milliseconds } from '#domain/time.ts';
import type { OutboxStanding } from '#storage/outbox-standing.ts';

/** What is true of a person's uploads on this device, in one word and a number. */
export type SyncState =
  /** The device has not said yet what it holds, or keeps nothing. */
  | { readonly type: 'unknown' }
  /** The contents cannot be read, so nothing goes out. */
  | { readonly type: 'locked'; readonly waiting: number }
  | { readonly type: 'offline'; readonly waiting: number }
  /** `percent` is null until the server has said what it has. */
  | { readonly type: 'sending'; readonly percent: number | null; readonly others: number }
  /** Some will not go out by themselves. */
  | { readonly type: 'needs-person'; readonly count: number }
  | { readonly type: 'waiting'; readonly count: number; readonly nextTryAt: Milliseconds }
  | { readonly type: 'all-sent' };

export interface SyncFacts {
  /** Null while the device has not answered. */
  readonly standings: readonly OutboxStanding[] | null;
  /** Chunks the server has acknowledged, by batch id. */
  readonly acknowledged: ReadonlyMap<string, number>;
  readonly isLocked: boolean;
  readonly isUnreachable: boolean;
}

/** The one state to show: what keeps everything from going out comes first. */
export function syncState({ standings, acknowledged, isLocked, isUnreachable }: SyncFacts): SyncState {
  const unsent = standings?.filter(({ status }) => status !== 'sent') ?? [];
  if (isLocked) return { type: 'locked', waiting: unsent.length };
  if (isUnreachable) return { type: 'offline', waiting: unsent.length };
  if (standings === null) return { type: 'unknown' };
  const sending = unsent.find(({ status }) => status === 'sending');
  if (sending) {
    return { type: 'sending', percent: percentSent(sending, acknowledged), others: unsent.length - 1 };
  }
  const blocked = unsent.filter(({ status }) => status === 'blocked');
  if (blocked.length > 0) return { type: 'needs-person', count: blocked.length };
  if (unsent.length === 0) return { type: 'all-sent' };
  const nextTryAt = Math.min(...unsent.map(({ notBefore }) => notBefore));
  return { type: 'waiting', count: unsent.length, nextTryAt };
}

/** From the chunks the server has acknowledged; never 100, because only the receipt ends it. Null while nobody knows. */
export function percentSent(
  { batchId, chunkCount }: Pick<OutboxStanding, 'batchId' | 'chunkCount'>,
  acknowledged: ReadonlyMap<string, number>,
): number | null {
  const count = acknowledged.get(batchId);
  return count === undefined ? null : Math.min(99, Math.floor((count / chunkCount) * 100));
}
