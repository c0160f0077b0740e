import type { SchoolId } from '#domain/ids.ts';
import type { School } from '#domain/organizations/organization.ts';
import { type Action, mayUse, reachOf } from '#domain/organizations/permissions.ts';
import type { SignedIn } from '../auth/signed-in.ts';
import type { Parts } from '../parts.ts';
import { findSchool, listSchools, listSchoolsOfTeacher } from './schools.repository.ts';
import type { SchoolScope } from './scope.ts';

/** The schools this person may choose under Organization, by name; none for a student. */
export function schoolsOf(person: SignedIn, { db }: Pick<Parts, 'db'>): Promise<School[]> {
  switch (reachOf(person.role)) {
    case 'none':
      return Promise.resolve([]);
    case 'own-schools':
      return listSchoolsOfTeacher(db, person, person.userGuid);
    case 'district':
      return listSchools(db, person);
  }
}

/**
 * The scope for doing this in that school, or null when the person may not. Null says nothing about whether such a
 * school exists: whoever asks gets the same answer either way.
 */
export async function schoolScopeFor(
  person: SignedIn,
  action: Action,
  schoolId: SchoolId,
  { db }: Pick<Parts, 'db'>,
): Promise<SchoolScope | null> {
  const school = await findSchool(db, person, schoolId);
  const own = await listSchoolsOfTeacher(db, person, person.userGuid);
  const member = {
    role: person.role,
    districtId: person.districtId,
    schoolIds: own.map((one) => one.schoolId),
  };
  if (!school || !mayUse(member, action, school)) return null;
  return { districtId: school.districtId, schoolId: school.schoolId };
}
