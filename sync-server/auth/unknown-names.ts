import { createHash } from 'node:crypto';
import type { Milliseconds } from '#domain/time.ts';
import { type CountedTry, openTry } from './throttle.ts';

/**
 * Counts wrong tries of usernames that nobody has, so that they are closed like real accounts and the throttle
 * does not tell which names exist. In memory and bounded: there is nothing behind these names to protect.
 */
export interface UnknownNames {
  /** Counts a try, unless the name is closed. */
  countTry(username: string, now: Milliseconds): CountedTry;
}

const MOST_NAMES = 10_000;

export function createUnknownNames(): UnknownNames {
  const tries = new Map<string, { readonly failures: number; readonly until: Milliseconds | null }>();
  return {
    countTry(username, now) {
      const key = createHash('sha256').update(username).digest('base64');
      const known = tries.get(key) ?? { failures: 0, until: null };
      if (known.until !== null && known.until > now) return { isOpen: false, closedUntil: known.until };
      const counted = openTry(known.failures + 1, now);
      tries.delete(key);
      tries.set(key, { failures: counted.failures, until: counted.closesUntil });
      const oldest = tries.keys().next();
      if (tries.size > MOST_NAMES && !oldest.done) tries.delete(oldest.value);
      return counted;
    },
  };
}
