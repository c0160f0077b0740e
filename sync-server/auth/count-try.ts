import type { UserGuid } from '#domain/ids.ts';
import { DAY_MS, type Milliseconds } from '#domain/time.ts';
import type { Parts } from '../parts.ts';
import { readTries, saveTry } from './accounts.repository.ts';
import { lockedUntil } from './throttle.ts';

/** After so long without a try the counting starts anew. */
const FORGET_AFTER: Milliseconds = DAY_MS;

/**
 * Counts a try before the password is looked at, so that a hundred guesses at once are a hundred tries and not one.
 * A right password takes the count back. Returns until when the account is closed, or null when the try may go on.
 */
export async function countTry(
  userGuid: UserGuid,
  { db, clock }: Pick<Parts, 'db' | 'clock'>,
): Promise<Milliseconds | null> {
  for (;;) {
    const now = clock();
    const { failed_sign_ins: known, locked_until: until } = await readTries(db, userGuid);
    if (until !== null && until > now) return until;
    const failures = until !== null && now - until > FORGET_AFTER ? 1 : known + 1;
    const next = { failed_sign_ins: failures, locked_until: lockedUntil(failures, now) };
    // Another try at the same moment was counted first: read again. Each round one try is counted, so this ends.
    if (await saveTry(db, userGuid, known, next)) return null;
  }
}
