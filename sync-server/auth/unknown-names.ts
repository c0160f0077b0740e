import { createHash } from 'node:crypto';
import type { Milliseconds } from '#domain/time.ts';
import { lockedUntil } from './throttle.ts';

/**
 * Counts wrong tries of usernames that nobody has, so that they are closed like real accounts and the throttle
 * does not tell which names exist. In memory and bounded: there is nothing behind these names to protect.
 */
export interface UnknownNames {
  /** Counts a try; the moment until which the name was closed already, or null. */
  countTry(username: string, now: Milliseconds): Milliseconds | null;
}

const MOST_NAMES = 10_000;

export function createUnknownNames(): UnknownNames {
  const tries = new Map<string, { readonly failures: number; readonly until: Milliseconds | null }>();
  return {
    countTry(username, now) {
      const key = createHash('sha256').update(username).digest('base64');
      const known = tries.get(key) ?? { failures: 0, until: null };
      if (known.until !== null && known.until > now) return known.until;
      const failures = known.failures + 1;
      tries.delete(key);
      tries.set(key, { failures, until: lockedUntil(failures, now) });
      const oldest = tries.keys().next();
      if (tries.size > MOST_NAMES && !oldest.done) tries.delete(oldest.value);
      return null;
    },
  };
}
