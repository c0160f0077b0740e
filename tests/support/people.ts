import { searchName } from '#sync-server/accounts/search-name.ts';
import { issueTemporaryPassword, showTemporaryPassword } from '#sync-server/accounts/temporary-passwords.ts';
import { hashPassword } from '#sync-server/accounts/typed-passwords.ts';
import type { UserTable } from '#sync-server/database/schema.ts';
import type { SchoolScope } from '#sync-server/organizations/scope.ts';
import type { Parts } from '#sync-server/parts.ts';

/** A district with one school, as the scope of its queries. */
export async function addDistrict(parts: Parts, name = 'Lincoln Elementary'): Promise<SchoolScope> {
  const districtId = parts.newGuid();
  const district = { district_id: districtId, name: `District of ${name}`, created_at: parts.clock() };
  await parts.db.insertInto('districts').values(district).execute();
  return addSchool(parts, districtId, name);
}

/** One more school of a district. */
export async function addSchool(parts: Parts, districtId: string, name: string): Promise<SchoolScope> {
  const schoolId = parts.newGuid();
  const school = { school_id: schoolId, district_id: districtId, name, created_at: parts.clock() };
  await parts.db.insertInto('schools').values(school).execute();
  return { districtId, schoolId };
}

export interface GivenStudent {
  readonly username: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly studentId?: string;
}

/** A student with a fresh temporary password, which comes back with the GUID. */
export async function addStudent(
  parts: Parts,
  school: SchoolScope,
  given: GivenStudent,
): Promise<{ readonly userGuid: string; readonly temporaryPassword: string }> {
  const user = {
    ...person(parts, school, given),
    role: 'student' as const,
    ...issueTemporaryPassword(parts, null),
  };
  await parts.db.insertInto('users').values(user).execute();
  await join(parts, school, user.user_guid, {
    role: 'student',
    student_id: given.studentId ?? given.username,
  });
  return { userGuid: user.user_guid, temporaryPassword: showTemporaryPassword(user, parts) ?? '' };
}

/** A teacher of these schools with a permanent password. */
export async function addTeacher(
  parts: Parts,
  schools: readonly [SchoolScope, ...SchoolScope[]],
  given: { readonly username: string; readonly password: string },
): Promise<string> {
  const userGuid = await addStaff(parts, schools[0], { ...given, role: 'teacher' });
  for (const school of schools) await join(parts, school, userGuid, { role: 'teacher', student_id: null });
  return userGuid;
}

/** Someone of the district's staff with a permanent password; an administrator sees all its schools. */
export async function addStaff(
  parts: Parts,
  { districtId }: Pick<SchoolScope, 'districtId'>,
  given: { readonly username: string; readonly password: string; readonly role: 'teacher' | 'administrator' },
): Promise<string> {
  const permanent = {
    password_state: 'permanent' as const,
    password_hash: await hashPassword(given.password),
  };
  const user = {
    ...person(parts, { districtId }, given),
    role: given.role,
    ...noTemporaryPassword,
    ...permanent,
  };
  await parts.db.insertInto('users').values(user).execute();
  return user.user_guid;
}

const noTemporaryPassword = {
  sealed_password: null,
  temporary_key_id: null,
  temporary_wordlist: null,
  temporary_nonce: null,
  temporary_issued_at: null,
  temporary_used_at: null,
  temporary_batch_id: null,
  password_set_by_person: 1,
};

function person(
  parts: Parts,
  { districtId }: Pick<SchoolScope, 'districtId'>,
  { username, firstName = 'Ana', lastName = 'López' }: GivenStudent,
) {
  return {
    user_guid: parts.newGuid(),
    district_id: districtId,
    username,
    first_name: firstName,
    last_name: lastName,
    search_name: searchName(firstName, lastName),
    grade_level: null,
    email: null,
    first_signed_in_at: null,
    failed_sign_ins: 0,
    locked_until: null,
    created_by_batch_id: null,
    created_at: parts.clock(),
    changed_at: parts.clock(),
  } satisfies Partial<UserTable>;
}

async function join(
  parts: Parts,
  { schoolId }: SchoolScope,
  userGuid: string,
  as: { readonly role: 'student' | 'teacher'; readonly student_id: string | null },
): Promise<void> {
  const membership = { school_id: schoolId, user_guid: userGuid, ...as, created_at: parts.clock() };
  await parts.db.insertInto('memberships').values(membership).execute();
}
