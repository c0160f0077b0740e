import type { Kysely } from 'kysely';
import type { SchoolId, UserGuid } from '#domain/ids.ts';
import type { Milliseconds } from '#domain/time.ts';
import type { Database } from '../database/schema.ts';
import type { DistrictScope } from './scope.ts';

type Db = Kysely<Database>;

/** The teachers of the district, by name, each with how many sessions are still open. */
export function listTeachers(db: Db, { districtId }: DistrictScope, now: Milliseconds) {
  return db
    .selectFrom('users')
    .select(['user_guid as userGuid', 'username', 'first_name as firstName', 'last_name as lastName'])
    .select((eb) =>
      eb
        .selectFrom('sessions')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .whereRef('sessions.user_guid', '=', 'users.user_guid')
        .where('sessions.expires_at', '>', now)
        .as('sessionCount'),
    )
    .where('district_id', '=', districtId)
    .where('role', '=', 'teacher')
    .orderBy('search_name')
    .orderBy('user_guid')
    .execute();
}

/** One teacher of the district; undefined when it has none with this GUID. */
export function findTeacher(db: Db, { districtId }: DistrictScope, userGuid: UserGuid) {
  return db
    .selectFrom('users')
    .select('user_guid')
    .where('user_guid', '=', userGuid)
    .where('district_id', '=', districtId)
    .where('role', '=', 'teacher')
    .executeTakeFirst();
}

/** Which teacher belongs to which school of the district. */
export function listTeaching(db: Db, { districtId }: DistrictScope) {
  return db
    .selectFrom('memberships')
    .innerJoin('schools', 'schools.school_id', 'memberships.school_id')
    .select(['memberships.user_guid as userGuid', 'memberships.school_id as schoolId'])
    .where('schools.district_id', '=', districtId)
    .where('memberships.role', '=', 'teacher')
    .execute();
}

/** Those of these ids that are schools of the district. */
export async function schoolsAmong(
  db: Db,
  { districtId }: DistrictScope,
  schoolIds: readonly SchoolId[],
): Promise<SchoolId[]> {
  if (schoolIds.length === 0) return [];
  const found = await db
    .selectFrom('schools')
    .select('school_id')
    .where('district_id', '=', districtId)
    .where('school_id', 'in', schoolIds)
    .orderBy('school_id')
    .execute();
  return found.map((one) => one.school_id);
}

export async function insertTeaching(
  db: Db,
  userGuid: UserGuid,
  schoolIds: readonly SchoolId[],
  now: Milliseconds,
): Promise<void> {
  if (schoolIds.length === 0) return;
  const rows = schoolIds.map((school_id) => ({
    school_id,
    user_guid: userGuid,
    role: 'teacher' as const,
    created_at: now,
  }));
  await db
    .insertInto('memberships')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function deleteTeaching(
  db: Db,
  userGuid: UserGuid,
  schoolIds: readonly SchoolId[],
): Promise<void> {
  if (schoolIds.length === 0) return;
  await db
    .deleteFrom('memberships')
    .where('user_guid', '=', userGuid)
    .where('role', '=', 'teacher')
    .where('school_id', 'in', schoolIds)
    .execute();
}
