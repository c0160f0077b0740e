import type { Kysely } from 'kysely';
import type { UserGuid } from '#domain/ids.ts';
import { MINUTE_MS, type Milliseconds } from '#domain/time.ts';
import type { Dialect } from '../database/dialect.ts';
import type { Database } from '../database/schema.ts';

/** Names each person may ask about in one window: a roster of 20,000 typed usernames, and not the whole system's. */
export const NAMES_PER_WINDOW = 20_000;
const WINDOW: Milliseconds = 10 * MINUTE_MS;
const MOST_PEOPLE = 10_000;

/** Counts what each person asks, in memory: a restart forgives, which harms nobody. */
export interface AskingLimit {
  /** Null when the person may ask for so many more, else the milliseconds until the window is over. */
  count(userGuid: UserGuid, names: number, now: Milliseconds): Milliseconds | null;
}

export function createAskingLimit(): AskingLimit {
  const windows = new Map<UserGuid, { readonly since: Milliseconds; readonly names: number }>();
  return {
    count(userGuid, names, now) {
      const known = windows.get(userGuid);
      const current = known && now - known.since < WINDOW ? known : { since: now, names: 0 };
      const asked = current.names + names;
      if (asked > NAMES_PER_WINDOW) return current.since + WINDOW - now;
      windows.delete(userGuid);
      windows.set(userGuid, { since: current.since, names: asked });
      const oldest = windows.keys().next();
      if (windows.size > MOST_PEOPLE && !oldest.done) windows.delete(oldest.value);
      return null;
    },
  };
}

/** Which of these usernames somebody has. No scope: usernames are unique in the whole system, and only names come back. */
export async function findTakenUsernames(
  names: readonly string[],
  { db, dialect }: { readonly db: Kysely<Database>; readonly dialect: Dialect },
): Promise<string[]> {
  const found = await db
    .selectFrom('users')
    .select('username')
    .where(dialect.isOneOf('username', names))
    .execute();
  return found.map((user) => user.username);
}
