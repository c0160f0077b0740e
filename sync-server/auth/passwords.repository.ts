import type { Kysely } from 'kysely';
import type { UserGuid } from '#domain/ids.ts';
import type { Milliseconds } from '#domain/time.ts';
import type { Database } from '../database/schema.ts';

type Db = Kysely<Database>;

/** What a password may not repeat: the person once for every school, because each has its own Student ID. */
export function findPasswordOwners(db: Db, userGuid: UserGuid) {
  return db
    .selectFrom('users')
    .leftJoin('memberships', 'memberships.user_guid', 'users.user_guid')
    .select([
      'username',
      'email',
      'first_name as firstName',
      'last_name as lastName',
      'student_id as studentId',
    ])
    .where('users.user_guid', '=', userGuid)
    .execute();
}

/** Puts a password the person chose in place of a used temporary one; false when there is none to replace. */
export async function replaceTemporaryPassword(
  db: Db,
  userGuid: UserGuid,
  passwordHash: string,
  now: Milliseconds,
): Promise<boolean> {
  const replaced = await db
    .updateTable('users')
    .set({
      ...noTemporaryPassword,
      password_state: 'permanent',
      password_hash: passwordHash,
      changed_at: now,
    })
    .where('user_guid', '=', userGuid)
    .where('password_state', '=', 'temporary')
    .where('temporary_used_at', 'is not', null)
    .executeTakeFirst();
  return replaced.numUpdatedRows > 0n;
}

/** Nothing is left from which the temporary password could be made again. */
const noTemporaryPassword = {
  password_set_by_person: 1,
  temporary_key_id: null,
  temporary_wordlist: null,
  temporary_nonce: null,
  temporary_issued_at: null,
  temporary_used_at: null,
  temporary_batch_id: null,
} as const;
