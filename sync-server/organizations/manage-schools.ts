import { ok, refuse, type Result } from '#domain/result.ts';
import type { SchoolId } from '#domain/ids.ts';
import type { DistrictSchool } from '#protocol/district.ts';
import { recordEvent } from '../audit/record-event.ts';
import type { SignedIn } from '../auth/signed-in.ts';
import type { Parts } from '../parts.ts';
import {
  countMembers,
  insertSchool,
  listProgramsOfDistrict,
  listSchools,
  renameSchool,
  replacePrograms,
} from './schools.repository.ts';
import type { DistrictScope } from './scope.ts';

type ManagingParts = Pick<Parts, 'db' | 'clock' | 'newGuid' | 'keys'>;

/** Every school of the district with what an administrator wants to know of it, by name. */
export async function listDistrictSchools(
  scope: DistrictScope,
  { db }: Pick<Parts, 'db'>,
): Promise<DistrictSchool[]> {
  const schools = await listSchools(db, scope);
  const members = await countMembers(db, scope);
  const programs = await listProgramsOfDistrict(db, scope);
  const count = (schoolId: SchoolId, role: string) =>
    members.find((one) => one.schoolId === schoolId && one.role === role)?.count ?? 0;
  return schools.map(({ schoolId, name }) => ({
    schoolId,
    name,
    teacherCount: count(schoolId, 'teacher'),
    studentCount: count(schoolId, 'student'),
    programs: programs
      .filter((one) => one.schoolId === schoolId)
      .map(({ masterCode, name }) => ({ masterCode, name })),
  }));
}

/** Adds a school to the administrator's district; returns its id. */
export function addSchool(administrator: SignedIn, name: string, parts: ManagingParts): Promise<SchoolId> {
  const { districtId, userGuid } = administrator;
  return parts.db.transaction().execute(async (trx) => {
    const schoolId = await insertSchool(trx, { districtId }, name, parts);
    const about = { districtId, actor: userGuid, schoolId, facts: { detail: 'school-added' } } as const;
    await recordEvent(trx, { event: 'authz_admin', ...about }, parts);
    return schoolId;
  });
}

/** Gives a school of the administrator's district another name. */
export function changeSchoolName(
  { districtId, userGuid }: SignedIn,
  schoolId: SchoolId,
  name: string,
  parts: ManagingParts,
): Promise<Result<null, 'not_found'>> {
  return parts.db.transaction().execute(async (trx) => {
    if (!(await renameSchool(trx, { districtId, schoolId }, name))) return refuse('not_found');
    const about = { districtId, actor: userGuid, schoolId, facts: { detail: 'school-renamed' } } as const;
    await recordEvent(trx, { event: 'authz_admin', ...about }, parts);
    return ok(null);
  });
}

/** Says which programs a school has. Classes keep the codes they carry. */
export function changePrograms(
  { userGuid }: SignedIn,
  school: DistrictScope & { readonly schoolId: SchoolId },
  programs: readonly { readonly masterCode: string; readonly name: string }[],
  parts: ManagingParts,
): Promise<void> {
  return parts.db.transaction().execute(async (trx) => {
    await replacePrograms(trx, school, programs);
    const facts = { detail: 'program-list', programs: programs.length } as const;
    await recordEvent(trx, { event: 'authz_admin', ...school, actor: userGuid, facts }, parts);
  });
}
