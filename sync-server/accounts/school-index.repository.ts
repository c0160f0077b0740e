import type { Kysely } from 'kysely';
import type { UserGuid } from '#domain/ids.ts';
import type { Database } from '../database/schema.ts';
import type { SchoolScope } from '../organizations/scope.ts';

type Db = Kysely<Database>;

/** Some students of the school by GUID, from the one after `after` on. */
export function listIndexStudents(
  db: Db,
  scope: SchoolScope,
  { after, limit }: { readonly after: UserGuid | undefined; readonly limit: number },
) {
  return membersOf(db, scope)
    .select([
      'users.user_guid as userGuid',
      'memberships.student_id as studentId',
      'users.first_name as firstName',
      'users.last_name as lastName',
      'users.grade_level as gradeLevel',
      'users.email',
      'users.username',
      'users.first_signed_in_at as firstSignedInAt',
      'users.password_set_by_person as passwordSetByPerson',
    ])
    .$if(after !== undefined, (query) => query.where('memberships.user_guid', '>', after ?? ''))
    .orderBy('memberships.user_guid')
    .limit(limit)
    .execute();
}

/** The class places in this school of the students from one GUID to another, both included. */
export function listIndexPlaces(db: Db, { schoolId }: SchoolScope, from: UserGuid, to: UserGuid) {
  return db
    .selectFrom('enrollments')
    .innerJoin('classes', 'classes.class_guid', 'enrollments.class_guid')
    .select(['enrollments.user_guid as userGuid', 'enrollments.class_guid as classGuid'])
    .where('classes.school_id', '=', schoolId)
    .where('enrollments.user_guid', '>=', from)
    .where('enrollments.user_guid', '<=', to)
    .execute();
}

/** How many students and class places there are, and when one last changed; a first sign-in counts by itself. */
export async function countIndex(db: Db, scope: SchoolScope) {
  const students = await membersOf(db, scope)
    .select((eb) => [
      eb.fn.countAll<number>().as('students'),
      eb.fn.max('users.changed_at').as('changedAt'),
      eb.fn.max('memberships.created_at').as('joinedAt'),
      eb.fn.count<number>('users.first_signed_in_at').as('signedIn'),
    ])
    .executeTakeFirstOrThrow();
  const places = await db
    .selectFrom('enrollments')
    .innerJoin('classes', 'classes.class_guid', 'enrollments.class_guid')
    .select((eb) => [
      eb.fn.countAll<number>().as('places'),
      eb.fn.max('enrollments.created_at').as('placedAt'),
    ])
    .where('classes.school_id', '=', scope.schoolId)
    .executeTakeFirstOrThrow();
  return { ...students, ...places };
}

function membersOf(db: Db, { schoolId, districtId }: SchoolScope) {
  return db
    .selectFrom('memberships')
    .innerJoin('users', 'users.user_guid', 'memberships.user_guid')
    .where('memberships.school_id', '=', schoolId)
    .where('memberships.role', '=', 'student')
    .where('users.district_id', '=', districtId);
}
