import type { RefusalCode } from '../refusal.ts';
import type { Milliseconds } from '../time.ts';

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
  readonly payloadHash: string;
  readonly status: OutboxStatus;
  /** Tries in a row that brought nothing forward. */
  readonly attempts: number;
  /** Not to be tried before this moment (device time). */
  readonly notBefore: Milliseconds;
  /** What the server said no with last; null when it did not answer, or all is well. */
  readonly reason: RefusalCode | null;
}

/** Whether the sender may take the entry up now. A sign-in, a press of "Try again" or a new start sets `notBefore` to 0. */
export function isDue(entry: OutboxEntry, nowMs: Milliseconds): boolean {
  const open = entry.status === 'waiting' || entry.status === 'sending';
  return open && entry.notBefore <= nowMs;
}

/** The entry as it is after a person, a new start or a returning network asks to try at once. */
export function readyToTry(entry: OutboxEntry): OutboxEntry {
  return entry.status === 'sent' ? entry : { ...entry, status: 'waiting', notBefore: 0 };
}
