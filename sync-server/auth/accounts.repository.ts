import type { Kysely } from 'kysely';
import type { UserGuid } from '#domain/ids.ts';
import type { Milliseconds } from '#domain/time.ts';
import type { Database, UserTable } from '../database/schema.ts';

type Db = Kysely<Database>;

const accountColumns = [
  'user_guid',
  'district_id',
  'role',
  'password_state',
  'password_hash',
  'sealed_password',
  'temporary_key_id',
  'temporary_wordlist',
  'temporary_nonce',
  'temporary_issued_at',
  'temporary_used_at',
] as const satisfies readonly (keyof UserTable)[];

/** What sign-in needs to know of an account. */
export type Account = Pick<UserTable, (typeof accountColumns)[number]>;

/** By username, lower case. The one query about people without a scope: whoever signs in has none yet. */
export function findAccount(db: Db, username: string): Promise<Account | undefined> {
  return db.selectFrom('users').select(accountColumns).where('username', '=', username).executeTakeFirst();
}

export function readTries(db: Db, userGuid: UserGuid) {
  return db
    .selectFrom('users')
    .select(['failed_sign_ins', 'locked_until'])
    .where('user_guid', '=', userGuid)
    .executeTakeFirstOrThrow();
}

/** Counts one more try; false when another try was counted since `known` was read. */
export async function saveTry(
  db: Db,
  userGuid: UserGuid,
  known: number,
  next: { readonly failed_sign_ins: number; readonly locked_until: Milliseconds | null },
): Promise<boolean> {
  const saved = await db
    .updateTable('users')
    .set(next)
    .where('user_guid', '=', userGuid)
    .where('failed_sign_ins', '=', known)
    .executeTakeFirst();
  return saved.numUpdatedRows > 0n;
}

export async function forgetTries(db: Db, userGuid: UserGuid): Promise<void> {
  const none = { failed_sign_ins: 0, locked_until: null };
  await db.updateTable('users').set(none).where('user_guid', '=', userGuid).execute();
}

/** Notes a sign-in; false when the account's password changed since `account` was read. */
export async function noteSignIn(db: Db, account: Account, now: Milliseconds): Promise<boolean> {
  const { password_state, password_hash } = account;
  const noted = await db
    .updateTable('users')
    .set((eb) => ({
      failed_sign_ins: 0,
      locked_until: null,
      first_signed_in_at: eb.fn.coalesce('first_signed_in_at', eb.val(now)),
    }))
    .where('user_guid', '=', account.user_guid)
    .$if(password_state === 'permanent', (query) => query.where('password_hash', '=', password_hash))
    .executeTakeFirst();
  return noted.numUpdatedRows > 0n;
}

/** Uses this issue of a temporary password up; false when it was used before or is no longer the account's. */
export async function useTemporaryPassword(db: Db, account: Account, now: Milliseconds): Promise<boolean> {
  const used = await db
    .updateTable('users')
    .set({ temporary_used_at: now })
    .where('user_guid', '=', account.user_guid)
    .where('password_state', '=', 'temporary')
    .where('temporary_nonce', '=', account.temporary_nonce)
    .where('temporary_used_at', 'is', null)
    .executeTakeFirst();
  return used.numUpdatedRows > 0n;
}
