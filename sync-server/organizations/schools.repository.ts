import type { Kysely } from 'kysely';
import type { SchoolId, UserGuid } from '#domain/ids.ts';
import type { School } from '#domain/organizations/organization.ts';
import type { Database } from '../database/schema.ts';
import type { Parts } from '../parts.ts';
import type { DistrictScope, SchoolScope } from './scope.ts';

type Db = Kysely<Database>;

const schoolColumns = [
  'schools.school_id as schoolId',
  'schools.district_id as districtId',
  'schools.name as name',
] as const;

/** A school of this district; undefined when there is none with this id. */
export function findSchool(
  db: Db,
  { districtId }: DistrictScope,
  schoolId: SchoolId,
): Promise<School | undefined> {
  return db
    .selectFrom('schools')
    .select(schoolColumns)
    .where('school_id', '=', schoolId)
    .where('district_id', '=', districtId)
    .executeTakeFirst();
}

/** All schools of the district, by name. */
export function listSchools(db: Db, { districtId }: DistrictScope): Promise<School[]> {
  return db
    .selectFrom('schools')
    .select(schoolColumns)
    .where('district_id', '=', districtId)
    .orderBy('name')
    .execute();
}

/** The schools where this person teaches, by name. */
export function listSchoolsOfTeacher(
  db: Db,
  { districtId }: DistrictScope,
  userGuid: UserGuid,
): Promise<School[]> {
  return db
    .selectFrom('memberships')
    .innerJoin('schools', 'schools.school_id', 'memberships.school_id')
    .select(schoolColumns)
    .where('memberships.user_guid', '=', userGuid)
    .where('memberships.role', '=', 'teacher')
    .where('schools.district_id', '=', districtId)
    .orderBy('schools.name')
    .execute();
}

/** The programs of a school, by name. */
export function listPrograms(db: Db, { schoolId }: SchoolScope) {
  return db
    .selectFrom('programs')
    .select(['master_code as masterCode', 'name'])
    .where('school_id', '=', schoolId)
    .orderBy('name')
    .orderBy('master_code')
    .execute();
}

/** Adds a school to the district; returns its id. */
export async function insertSchool(
  db: Db,
  { districtId }: DistrictScope,
  name: string,
  { newGuid, clock }: Pick<Parts, 'newGuid' | 'clock'>,
): Promise<SchoolId> {
  const schoolId = newGuid();
  const school = { school_id: schoolId, district_id: districtId, name, created_at: clock() };
  await db.insertInto('schools').values(school).execute();
  return schoolId;
}

/** Gives a school of the district another name; false when the district has none with this id. */
export async function renameSchool(
  db: Db,
  { districtId, schoolId }: SchoolScope,
  name: string,
): Promise<boolean> {
  const renamed = await db
    .updateTable('schools')
    .set({ name })
    .where('school_id', '=', schoolId)
    .where('district_id', '=', districtId)
    .executeTakeFirst();
  return renamed.numUpdatedRows > 0n;
}

/** Puts these programs in place of those the school had. */
export async function replacePrograms(
  db: Db,
  { schoolId }: SchoolScope,
  programs: readonly { readonly masterCode: string; readonly name: string }[],
): Promise<void> {
  await db.deleteFrom('programs').where('school_id', '=', schoolId).execute();
  if (programs.length === 0) return;
  const rows = programs.map(({ masterCode, name }) => ({
    school_id: schoolId,
    master_code: masterCode,
    name,
  }));
  await db.insertInto('programs').values(rows).execute();
}

/** All programs of the district's schools, by name. */
export function listProgramsOfDistrict(db: Db, { districtId }: DistrictScope) {
  return db
    .selectFrom('programs')
    .innerJoin('schools', 'schools.school_id', 'programs.school_id')
    .select(['programs.school_id as schoolId', 'programs.master_code as masterCode', 'programs.name as name'])
    .where('schools.district_id', '=', districtId)
    .orderBy('programs.name')
    .orderBy('programs.master_code')
    .execute();
}

/** How many teachers and students each school of the district has. */
export function countMembers(db: Db, { districtId }: DistrictScope) {
  return db
    .selectFrom('memberships')
    .innerJoin('schools', 'schools.school_id', 'memberships.school_id')
    .select((eb) => [
      'memberships.school_id as schoolId',
      'memberships.role as role',
      eb.fn.countAll<number>().as('count'),
    ])
    .where('schools.district_id', '=', districtId)
    .groupBy(['memberships.school_id', 'memberships.role'])
    .execute();
}
