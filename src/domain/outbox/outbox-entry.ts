import type { RefusalCode } from '../refusal.ts';
import type { Milliseconds } from '../time.ts';
import { LONGEST_WAIT_MS } from './retry-delay.ts';

/**
 * Where an upload stands on its way to the server. `sent` has a receipt and only waits to be seen in the server's
 * history; `blocked` will not heal by itself and waits for a person.
 */
export type OutboxStatus = 'waiting' | 'sending' | 'sent' | 'blocked';

/** What the sender needs to know of an upload; names, rows and the file's name travel beside it as opaque bytes. */
export interface OutboxEntry {
  readonly version: 1;
  readonly batchId: string;
  readonly userGuid: string;
  readonly schoolId: string;
  /** Device time; for showing and for sending the oldest first, never for deciding what is true. */
  readonly queuedAt: Milliseconds;
  readonly rowCount: number;
  readonly chunkCount: number;
  /** Bytes of all chunks as they go over the wire; entries of earlier versions do not know. For showing. */
  readonly byteCount?: number;
  readonly payloadHash: string;
  readonly status: OutboxStatus;
  /** Tries in a row that brought nothing forward. */
  readonly attempts: number;
  /** Not to be tried before this moment (device time). */
  readonly notBefore: Milliseconds;
  /** What the server said no with last; null when it did not answer, or all is well. */
  readonly reason: OutboxReason | null;
}

/** `outbox.rows_lost`: this device no longer holds all rows of the upload; the file must be chosen again. */
export type OutboxReason = RefusalCode | 'outbox.rows_lost';

/** Whether the sender may take the entry up now. */
export function isDue(entry: OutboxEntry, nowMs: Milliseconds): boolean {
  const open = entry.status === 'waiting' || entry.status === 'sending';
  return open && entry.notBefore <= nowMs;
}

/**
 * The entry once there is news: a person asked to try again, or the app started, came to the front or found a network.
 * A person's wish also lifts a block. A new start cuts short only waits of our own making, never one the server
 * asked for; the one block it lifts is that this app was too old, because it may be a newer one by now.
 */
export function readyToTry(entry: OutboxEntry, asks: 'person' | 'start'): OutboxEntry {
  if (entry.status === 'sent') return entry;
  const wasTooOld = entry.status === 'blocked' && entry.reason === 'protocol.unsupported';
  if (asks === 'person' || wasTooOld) return { ...entry, status: 'waiting', attempts: 0, notBefore: 0 };
  return entry.status !== 'blocked' && waitIsOurs(entry) && entry.notBefore !== 0
    ? { ...entry, notBefore: 0 }
    : entry;
}

/**
 * The entry as a sender takes it over from whoever was here before. Nobody is sending it any more, whatever it says;
 * and a wait longer than any was written by a clock that has been set back since: it begins anew.
 */
export function takeOver(entry: OutboxEntry, nowMs: Milliseconds): OutboxEntry {
  const status = entry.status === 'sending' ? 'waiting' : entry.status;
  const notBefore = Math.min(entry.notBefore, nowMs + LONGEST_WAIT_MS);
  return status === entry.status && notBefore === entry.notBefore ? entry : { ...entry, status, notBefore };
}

function waitIsOurs({ reason }: OutboxEntry): boolean {
  return reason === null || reason === 'auth.required' || reason === 'auth.password_change_required';
}
