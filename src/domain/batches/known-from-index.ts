import { looksTemporary } from '../accounts/temporary-password.ts';
import type { KnownStudent } from '../accounts/account.ts';
import type { ClassGuid, UserGuid } from '../ids.ts';
import type { StudentEntry } from '../roster/row.ts';
import type { SchoolLookup } from '../students/school-index.ts';
import { type ChunkKnowledge, pair } from './chunk-knowledge.ts';
import { knownStudent, type WorkingStudent } from './working-student.ts';

/** Stands for whoever outside the school has a username; no GUID is empty. */
const somebodyElse: UserGuid = '';

/**
 * What a school's index knows beside rows, as the server gathers it from its database. `takenElsewhere`: usernames of
 * the rows that somebody outside the school has. `otherSchools`: those of the district whose students the device knows too.
 */
export function knownFromIndex(
  entries: readonly StudentEntry[],
  lookup: SchoolLookup,
  takenElsewhere: ReadonlySet<string>,
  otherSchools: readonly SchoolLookup[] = [],
): ChunkKnowledge {
  const known: ChunkKnowledge & { readonly studentsElsewhere: Map<UserGuid, WorkingStudent> } = {
    studentsByGuid: new Map(),
    studentsById: new Map(),
    studentsElsewhere: new Map(),
    usernameOwners: new Map(),
    classesByGuid: new Map(),
    classesById: new Map(),
    enrollments: new Set(),
    classPrograms: new Set(),
    masterCodes: lookup.masterCodes,
  };
  for (const entry of entries) {
    addStudent(known, lookUp(lookup.byStudentId, entry.studentId), lookup);
    addStudent(known, lookUp(lookup.byGuid, entry.userGuid), lookup);
    addElsewhere(known.studentsElsewhere, entry.userGuid, lookup, otherSchools);
    addUsername(known, entry.username, lookup, takenElsewhere);
    addClass(known, lookUp(lookup.classesByGuid, entry.schoolClass?.classGuid)?.classGuid, lookup);
    addClass(known, lookUp(lookup.classesById, entry.schoolClass?.classId)?.classGuid, lookup);
  }
  return known;
}

function addStudent(known: ChunkKnowledge, found: KnownStudent | undefined, lookup: SchoolLookup): void {
  if (!found || known.studentsByGuid.has(found.userGuid)) return;
  const student: WorkingStudent = knownStudent(found, (text) => mayBeStored(text, found));
  known.studentsByGuid.set(student.userGuid, student);
  if (student.studentId !== null) known.studentsById.set(student.studentId, student);
  for (const classGuid of lookup.classesOf.get(student.userGuid) ?? []) {
    known.enrollments.add(pair(classGuid, student.userGuid));
  }
}

/** As the server looks for them: in other schools only, and their Student IDs there say nothing here. */
function addElsewhere(
  found: Map<UserGuid, WorkingStudent>,
  userGuid: UserGuid | undefined,
  { byGuid }: SchoolLookup,
  otherSchools: readonly SchoolLookup[],
): void {
  if (userGuid === undefined || byGuid.has(userGuid) || found.has(userGuid)) return;
  for (const other of otherSchools) {
    const student = other.byGuid.get(userGuid);
    if (!student) continue;
    found.set(
      userGuid,
      knownStudent({ ...student, studentId: null }, (text) => mayBeStored(text, student)),
    );
    return;
  }
}

/**
 * A device cannot know a password. One that looks like a temporary one changes nothing either way: it is the account's
 * own, or a dead one from an old Completed File. Any other is taken for a new one.
 */
function mayBeStored(password: string, { passwordSetByPerson }: KnownStudent): boolean {
  return !passwordSetByPerson && looksTemporary(password);
}

function addUsername(
  known: ChunkKnowledge,
  username: string | undefined,
  { byUsername }: SchoolLookup,
  takenElsewhere: ReadonlySet<string>,
): void {
  if (username === undefined) return;
  const owner =
    byUsername.get(username)?.userGuid ?? (takenElsewhere.has(username) ? somebodyElse : undefined);
  if (owner !== undefined) known.usernameOwners.set(username, owner);
}

function addClass(known: ChunkKnowledge, classGuid: ClassGuid | undefined, lookup: SchoolLookup): void {
  if (classGuid === undefined || known.classesByGuid.has(classGuid)) return;
  const found = lookup.classesByGuid.get(classGuid);
  if (!found) return;
  known.classesByGuid.set(classGuid, found);
  known.classesById.set(found.classId, found);
  for (const masterCode of found.masterCodes) known.classPrograms.add(pair(classGuid, masterCode));
}

function lookUp<Value>(map: ReadonlyMap<string, Value>, key: string | undefined): Value | undefined {
  return key === undefined ? undefined : map.get(key);
}
