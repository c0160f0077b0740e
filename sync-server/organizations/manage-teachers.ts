import type { SchoolId, UserGuid } from '#domain/ids.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { DistrictTeachers } from '#protocol/district.ts';
import { recordEvent } from '../audit/record-event.ts';
import { listInvitations } from '../auth/one-time-links.ts';
import { deleteSessionsOf } from '../auth/sessions.repository.ts';
import type { SignedIn } from '../auth/signed-in.ts';
import type { Parts } from '../parts.ts';
import { readInvitation } from './invitation.ts';
import type { DistrictScope } from './scope.ts';
import {
  deleteTeaching,
  findTeacher,
  insertTeaching,
  listTeachers,
  listTeaching,
  schoolsAmong,
} from './teachers.repository.ts';

type ManagingParts = Pick<Parts, 'db' | 'clock' | 'keys'>;

/** The district's teachers with their schools, and the invitations nobody has taken up yet. */
export async function listDistrictTeachers(
  scope: DistrictScope,
  { db, clock }: Pick<Parts, 'db' | 'clock'>,
): Promise<DistrictTeachers> {
  const teachers = await listTeachers(db, scope, clock());
  const teaching = Map.groupBy(await listTeaching(db, scope), (one) => one.userGuid);
  const links = await listInvitations(db, scope, clock());
  return {
    teachers: teachers.map((teacher) => ({
      ...teacher,
      sessionCount: teacher.sessionCount ?? 0,
      schoolIds: (teaching.get(teacher.userGuid) ?? []).map((one) => one.schoolId),
    })),
    invitations: links.map((link) => {
      const { firstName, lastName, schoolIds } = readInvitation(link);
      return { firstName, lastName, schoolIds: [...schoolIds], expiresAt: link.expires_at };
    }),
  };
}

/**
 * Says to which schools of the district a teacher belongs. Schools of another district are not taken; the work a
 * teacher left behind in a school stays there.
 */
export function changeSchools(
  { districtId, userGuid: actor }: SignedIn,
  userGuid: UserGuid,
  wanted: readonly SchoolId[],
  parts: ManagingParts,
): Promise<Result<null, 'not_found'>> {
  return parts.db.transaction().execute(async (trx) => {
    const scope = { districtId };
    const schoolIds = await schoolsAmong(trx, scope, wanted);
    const isOurs = (await findTeacher(trx, scope, userGuid)) !== undefined;
    if (!isOurs || schoolIds.length < new Set(wanted).size) return refuse('not_found');
    const had = (await listTeaching(trx, scope))
      .filter((one) => one.userGuid === userGuid)
      .map((one) => one.schoolId);
    const joined = schoolIds.filter((one) => !had.includes(one));
    const left = had.filter((one) => !schoolIds.includes(one));
    await insertTeaching(trx, userGuid, joined, parts.clock());
    await deleteTeaching(trx, userGuid, left);
    const about = { event: 'authz_change', districtId, actor, subject: userGuid } as const;
    for (const schoolId of joined)
      await recordEvent(trx, { ...about, schoolId, facts: { detail: 'school-joined' } }, parts);
    for (const schoolId of left)
      await recordEvent(trx, { ...about, schoolId, facts: { detail: 'school-left' } }, parts);
    return ok(null);
  });
}

/** Signs a teacher of the district out everywhere. */
export function endSessionsOfTeacher(
  { districtId, userGuid: actor }: SignedIn,
  userGuid: UserGuid,
  parts: ManagingParts,
): Promise<Result<null, 'not_found'>> {
  return parts.db.transaction().execute(async (trx) => {
    if (!(await findTeacher(trx, { districtId }, userGuid))) return refuse('not_found');
    await deleteSessionsOf(trx, userGuid);
    const about = { districtId, actor, subject: userGuid, facts: { detail: 'signed-out-by-staff' } } as const;
    await recordEvent(trx, { event: 'session_expired', ...about }, parts);
    return ok(null);
  });
}
