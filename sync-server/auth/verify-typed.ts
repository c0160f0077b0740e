import { createHash, timingSafeEqual } from 'node:crypto';
import type { ServerKeys } from '../accounts/server-keys.ts';
import { matchesTemporaryPassword } from '../accounts/temporary-passwords.ts';
import { nobodysHash, openSealedPassword, verifyPassword } from '../accounts/typed-passwords.ts';
import type { Account } from './accounts.repository.ts';

/**
 * Whether the typed text is the account's password, used and expired temporary ones too. Every account costs one
 * argon2 verification, also one without a hash and one that does not exist, so that time tells nothing.
 */
export async function isRightPassword(
  typed: string,
  account: Account | undefined,
  keys: ServerKeys,
): Promise<boolean> {
  const hashFits = await verifyPassword(account?.password_hash ?? nobodysHash, typed);
  switch (account?.password_state) {
    case undefined:
      return false;
    case 'permanent':
      return account.password_hash !== null && hashFits;
    case 'temporary':
      return matchesTemporaryPassword(typed, account, keys);
    case 'typed':
      return (
        account.sealed_password !== null && isSame(typed, openSealed(account, account.sealed_password, keys))
      );
  }
}

function openSealed(account: Account, sealed: string, keys: ServerKeys): string {
  return openSealedPassword(sealed, account.user_guid, keys);
}

function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text.normalize('NFC')).digest();
  return timingSafeEqual(digest(one), digest(other));
}
