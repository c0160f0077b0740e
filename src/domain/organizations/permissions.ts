import type { DistrictId, SchoolId, UserGuid } from '../ids.ts';
import type { Role, School } from './organization.ts';

/** What the server asks leave for, beyond a person's own session. */
export type Action =
  | 'programs.read'
  | 'students.read'
  | 'students.reset-password'
  | 'rosters.import'
  | 'batches.read'
  | 'audit.read';

/** Which schools a role reaches. */
export type Reach = 'none' | 'own-schools' | 'district';

interface Permission {
  readonly reach: Reach;
  readonly actions: readonly Action[];
}

const teaching = [
  'programs.read',
  'students.read',
  'students.reset-password',
  'rosters.import',
  'batches.read',
] as const satisfies readonly Action[];

/** What each role may do, and where. A student may do nothing but use the own session. */
const permissions: Readonly<Record<Role, Permission>> = {
  student: { reach: 'none', actions: [] },
  teacher: { reach: 'own-schools', actions: teaching },
  administrator: { reach: 'district', actions: [...teaching, 'audit.read'] },
};

/** Whether this person, who may import into the school, may undo an upload there: one's own, or as its administrator any. */
export function mayUndo(
  person: { readonly role: Role; readonly userGuid: UserGuid },
  uploadedBy: UserGuid,
): boolean {
  return person.role === 'administrator' || person.userGuid === uploadedBy;
}

/** A signed-in person, as permissions see one. `schoolIds` are the schools the person is a member of. */
export interface Member {
  readonly role: Role;
  readonly districtId: DistrictId;
  readonly schoolIds: readonly SchoolId[];
}

/** Which schools this person reaches at all: for lists, before one school is chosen. */
export function reachOf(role: Role): Reach {
  return permissions[role].reach;
}

/** Whether this person may do this in this school. A school of another district is never reached. */
export function mayUse(
  member: Member,
  action: Action,
  school: Pick<School, 'schoolId' | 'districtId'>,
): boolean {
  const { reach, actions } = permissions[member.role];
  if (!actions.includes(action) || school.districtId !== member.districtId) return false;
  return reach === 'district' || (reach === 'own-schools' && member.schoolIds.includes(school.schoolId));
}
