import { DAY_MS, type Milliseconds } from '#domain/time.ts';

/** Days until then, a begun day counted as one; 0 when it is over. */
export function daysLeft(until: Milliseconds, now: Milliseconds): number {
  return Math.max(0, Math.ceil((until - now) / DAY_MS));
}
