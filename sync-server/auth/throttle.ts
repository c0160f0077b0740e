import { MINUTE_MS, type Milliseconds } from '#domain/time.ts';

const FREE_FAILURES = 5;
const LONGEST_MINUTES = 64;

/**
 * How long an account stays closed after so many wrong passwords in a row: five are free, then 1, 2, 4 … 64 minutes.
 * At 64 minutes a guesser has 23 tries a day: 2,000 in the life of a temporary password, against 2^39.6 of them.
 * Null when it stays open. Counted by account, because a whole school has one address.
 */
export function lockedUntil(failures: number, now: Milliseconds): Milliseconds | null {
  if (failures < FREE_FAILURES) return null;
  return now + Math.min(2 ** (failures - FREE_FAILURES), LONGEST_MINUTES) * MINUTE_MS;
}
