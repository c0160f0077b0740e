import { MINUTE_MS, type Milliseconds } from '#domain/time.ts';

const FREE_FAILURES = 5;
const LONGEST_MINUTES = 64;

/**
 * How long an account stays closed after so many wrong passwords in a row: five are free, then 1, 2, 4 … 64 minutes.
 * At 64 minutes a guesser has 23 tries a day: 2,000 in the life of a temporary password, against 2^39.6 of them.
 * Null when it stays open. Counted by account, because a whole school has one address.
 */
function lockedUntil(failures: number, now: Milliseconds): Milliseconds | null {
  if (failures < FREE_FAILURES) return null;
  return now + Math.min(2 ** (failures - FREE_FAILURES), LONGEST_MINUTES) * MINUTE_MS;
}

/** A try that may go on. `closesUntil` is set when the account is closed from now on, should this one fail too. */
export interface OpenTry {
  readonly isOpen: true;
  readonly failures: number;
  readonly closesUntil: Milliseconds | null;
}

/** A try after it was counted: it may go on, or the account was closed before. */
export type CountedTry = OpenTry | { readonly isOpen: false; readonly closedUntil: Milliseconds };

/** A try that was counted as the so-many-eth failure in a row, before anyone knows whether it is one. */
export function openTry(failures: number, now: Milliseconds): OpenTry {
  return { isOpen: true, failures, closesUntil: lockedUntil(failures, now) };
}
