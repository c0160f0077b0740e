import type { UserGuid } from '#domain/ids.ts';
import { DAY_MS, type Milliseconds } from '#domain/time.ts';
import type { Parts } from '../parts.ts';
import { readTries, saveTry } from './accounts.repository.ts';
import { type CountedTry, openTry } from './throttle.ts';

/** After so long without a try the counting starts anew. */
const FORGET_AFTER: Milliseconds = DAY_MS;

/**
 * Counts a try before the password is looked at, so that a hundred guesses at once are a hundred tries and not one.
 * A right password takes the count back.
 */
export async function countTry(
  userGuid: UserGuid,
  { db, clock }: Pick<Parts, 'db' | 'clock'>,
): Promise<CountedTry> {
  for (;;) {
    const now = clock();
    const { failed_sign_ins: known, locked_until: until } = await readTries(db, userGuid);
    if (until !== null && until > now) return { isOpen: false, closedUntil: until };
    const failures = until !== null && now - until > FORGET_AFTER ? 1 : known + 1;
    const counted = openTry(failures, now);
    const next = { failed_sign_ins: failures, locked_until: counted.closesUntil };
    // Another try at the same moment was counted first: read again. Each round one try is counted, so this ends.
    if (await saveTry(db, userGuid, known, next)) return counted;
  }
}
