import { HOUR_MS, MINUTE_MS, SECOND_MS, type Milliseconds } from '../time.ts';

const BASE_MS = SECOND_MS;
const CAP_MS = 5 * MINUTE_MS;

/** No wait is longer than this, whoever asked for it. */
export const LONGEST_WAIT_MS: Milliseconds = HOUR_MS;

/**
 * How long to wait before the next try: full jitter between one second and a ceiling that doubles with each try up
 * to five minutes (AWS Architecture Blog, "Exponential Backoff and Jitter"). A server's `Retry-After` wins, between a
 * second, for nobody is asked without a pause, and an hour. `random` is in [0, 1).
 */
export function retryDelay(attempts: number, random: number, retryAfterMs?: Milliseconds): Milliseconds {
  if (retryAfterMs !== undefined) return Math.min(Math.max(retryAfterMs, BASE_MS), LONGEST_WAIT_MS);
  const ceiling = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(attempts, 30));
  return Math.round(BASE_MS + random * (ceiling - BASE_MS));
}
