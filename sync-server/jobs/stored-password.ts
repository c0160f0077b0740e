import type { Selectable } from 'kysely';
import type { Milliseconds } from '#domain/time.ts';
import type { ServerKeys } from '../accounts/server-keys.ts';
import { isTemporaryPasswordUsable, matchesTemporaryPassword } from '../accounts/temporary-passwords.ts';
import { openSealedPassword } from '../accounts/typed-passwords.ts';
import type { UserTable } from '../database/schema.ts';

export interface PasswordFacts {
  readonly batchId: string;
  readonly keys: ServerKeys;
  readonly now: Milliseconds;
}

/**
 * Whether a password cell says what the account has already, so that nothing changes: the temporary password of a
 * Completed File that comes back, a typed one that is not hashed yet, or any password of an account that this batch
 * made, because the rows of one student agree. A hash is not asked: 14 ms a row would hold up every other batch.
 */
export function isStoredPassword(
  text: string,
  user: Selectable<UserTable>,
  { batchId, keys, now }: PasswordFacts,
): boolean {
  if (user.created_by_batch_id === batchId) return true;
  if (user.password_state === 'typed' && user.sealed_password !== null) {
    return openSealedPassword(user.sealed_password, user.user_guid, keys) === text;
  }
  return isTemporaryPasswordUsable(user, now) && matchesTemporaryPassword(text, user, keys);
}
