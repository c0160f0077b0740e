import type { Insertable, Kysely } from 'kysely';
import type { DistrictId, UserGuid } from '#domain/ids.ts';
import type { Milliseconds } from '#domain/time.ts';
import type { Database, SessionTable } from '../database/schema.ts';

type Db = Kysely<Database>;

/** The session with this token hash and its person; whether it is still alive is the caller's question. */
export function findSession(db: Db, tokenHash: string) {
  return db
    .selectFrom('sessions')
    .innerJoin('users', 'users.user_guid', 'sessions.user_guid')
    .select(['sessions.must_change_password', 'sessions.last_seen_at', 'sessions.expires_at'])
    .select(['users.user_guid', 'users.district_id', 'users.role', 'users.username'])
    .select(['users.first_name', 'users.last_name'])
    .where('sessions.token_hash', '=', tokenHash)
    .executeTakeFirst();
}

export async function insertSession(db: Db, session: Insertable<SessionTable>): Promise<void> {
  await db.insertInto('sessions').values(session).execute();
}

export async function touchSession(db: Db, tokenHash: string, now: Milliseconds): Promise<void> {
  await db.updateTable('sessions').set({ last_seen_at: now }).where('token_hash', '=', tokenHash).execute();
}

/** Whose session it is, and in which district. */
export interface SessionPerson {
  readonly userGuid: UserGuid;
  readonly districtId: DistrictId;
}

/** Whose session it was; null when there was none. */
export async function deleteSession(db: Db, tokenHash: string): Promise<SessionPerson | null> {
  const deleted = await db
    .deleteFrom('sessions')
    .where('token_hash', '=', tokenHash)
    .returning('user_guid')
    .executeTakeFirst();
  if (!deleted) return null;
  const { district_id: districtId } = await db
    .selectFrom('users')
    .select('district_id')
    .where('user_guid', '=', deleted.user_guid)
    .executeTakeFirstOrThrow();
  return { userGuid: deleted.user_guid, districtId };
}

/** Signs a person out everywhere. */
export async function deleteSessionsOf(db: Db, userGuid: UserGuid): Promise<void> {
  await db.deleteFrom('sessions').where('user_guid', '=', userGuid).execute();
}

/** Deletes the unfinished session that this sign-in attempt opened; false when there is none. */
export async function deleteSessionOfAttempt(
  db: Db,
  userGuid: UserGuid,
  attemptHash: string,
): Promise<boolean> {
  const deleted = await db
    .deleteFrom('sessions')
    .where('user_guid', '=', userGuid)
    .where('attempt_hash', '=', attemptHash)
    .where('must_change_password', '=', 1)
    .returning('token_hash')
    .execute();
  return deleted.length > 0;
}

export async function deleteEndedSessions(db: Db, now: Milliseconds): Promise<void> {
  await db.deleteFrom('sessions').where('expires_at', '<=', now).execute();
}
