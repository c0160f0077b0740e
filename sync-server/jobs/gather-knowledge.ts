import type { Kysely, Selectable } from 'kysely';
import { type ChunkKnowledge, pair } from '#domain/batches/chunk-knowledge.ts';
import { knownStudent, type WorkingStudent } from '#domain/batches/working-student.ts';
import type { StudentEntry } from '#domain/roster/row.ts';
import type { Milliseconds } from '#domain/time.ts';
import type { ServerKeys } from '../accounts/server-keys.ts';
import { isStoredPassword } from './stored-password.ts';
import type { Dialect } from '../database/dialect.ts';
import type { Database, UserTable } from '../database/schema.ts';

export interface Gathering {
  readonly trx: Kysely<Database>;
  readonly dialect: Dialect;
  readonly schoolId: string;
  readonly districtId: string;
  readonly batchId: string;
  readonly masterCodes: ReadonlySet<string>;
  readonly keys: ServerKeys;
  readonly now: Milliseconds;
}

type StudentRow = Selectable<UserTable> & { readonly student_id: string | null };

/** Reads what is known beside the rows of a chunk: one query per kind, none for kinds that no row names. */
export async function gatherKnowledge(
  entries: readonly StudentEntry[],
  gathering: Gathering,
): Promise<ChunkKnowledge> {
  const found = await findStudents(entries, gathering);
  const students = found.map((row) => toStudent(row, gathering));
  const classes = await findClasses(entries, gathering);
  const classGuids = classes.map((one) => one.classGuid);
  const isFirstOfAll = students.length === 0 || classGuids.length === 0;
  return {
    studentsByGuid: new Map(students.map((one) => [one.userGuid, one])),
    studentsElsewhere: await findElsewhere(entries, students, gathering),
    studentsById: new Map(
      students.flatMap((one) => (one.studentId === null ? [] : [[one.studentId, one] as const])),
    ),
    usernameOwners: await findUsernameOwners(entries, gathering),
    classesByGuid: new Map(classes.map((one) => [one.classGuid, one])),
    classesById: new Map(classes.map((one) => [one.classId, one])),
    enrollments: isFirstOfAll ? new Set() : await findEnrollments(students, gathering),
    classPrograms: await findClassPrograms(classGuids, gathering),
    masterCodes: gathering.masterCodes,
  };
}

function toStudent(row: StudentRow, gathering: Gathering): WorkingStudent {
  const facts = {
    userGuid: row.user_guid,
    studentId: row.student_id,
    firstName: row.first_name,
    lastName: row.last_name,
    gradeLevel: row.grade_level,
    email: row.email,
    username: row.username,
    hasSignedIn: row.first_signed_in_at !== null,
    passwordSetByPerson: row.password_set_by_person === 1,
  };
  return knownStudent(facts, (text) => isStoredPassword(text, row, gathering));
}

async function findStudents(
  entries: readonly StudentEntry[],
  gathering: Gathering,
): Promise<readonly StudentRow[]> {
  const byId = await findMembers(
    'student_id',
    valuesOf(entries, (entry) => entry.studentId),
    gathering,
  );
  const byGuid = await findMembers(
    'user_guid',
    valuesOf(entries, (entry) => entry.userGuid),
    gathering,
  );
  const seen = new Set(byId.map((row) => row.user_guid));
  return [...byId, ...byGuid.filter((row) => !seen.has(row.user_guid))];
}

/** Students of this school only: a GUID or ID of another school is as good as unknown. */
async function findMembers(
  column: 'student_id' | 'user_guid',
  keys: readonly string[],
  gathering: Gathering,
): Promise<readonly StudentRow[]> {
  if (keys.length === 0) return [];
  return gathering.trx
    .selectFrom('memberships')
    .innerJoin('users', 'users.user_guid', 'memberships.user_guid')
    .where('memberships.school_id', '=', gathering.schoolId)
    .where(gathering.dialect.isOneOf(`memberships.${column}`, keys))
    .where('memberships.role', '=', 'student')
    .selectAll('users')
    .select('memberships.student_id')
    .execute();
}

/** Students of the district whom rows name by GUID and who are not in the school: they may join it. */
async function findElsewhere(
  entries: readonly StudentEntry[],
  students: readonly WorkingStudent[],
  gathering: Gathering,
): Promise<Map<string, WorkingStudent>> {
  const here = new Set(students.map((one) => one.userGuid));
  const guids = valuesOf(entries, (entry) => entry.userGuid).filter((guid) => !here.has(guid));
  if (guids.length === 0) return new Map();
  const found = await gathering.trx
    .selectFrom('users')
    .selectAll()
    .where('district_id', '=', gathering.districtId)
    .where('role', '=', 'student')
    .where(gathering.dialect.isOneOf('user_guid', guids))
    .execute();
  return new Map(found.map((row) => [row.user_guid, toStudent({ ...row, student_id: null }, gathering)]));
}

async function findUsernameOwners(
  entries: readonly StudentEntry[],
  gathering: Gathering,
): Promise<Map<string, string>> {
  const names = valuesOf(entries, (entry) => entry.username);
  if (names.length === 0) return new Map();
  const owners = await gathering.trx
    .selectFrom('users')
    .select(['username', 'user_guid'])
    .where(gathering.dialect.isOneOf('username', names))
    .execute();
  return new Map(owners.map((owner) => [owner.username, owner.user_guid]));
}

async function findClasses(entries: readonly StudentEntry[], gathering: Gathering) {
  const ids = valuesOf(entries, (entry) => entry.schoolClass?.classId);
  const guids = valuesOf(entries, (entry) => entry.schoolClass?.classGuid);
  const found = [
    ...(await findClassesBy('class_id', ids, gathering)),
    ...(await findClassesBy('class_guid', guids, gathering)),
  ];
  return [...new Map(found.map((one) => [one.classGuid, one])).values()];
}

async function findClassesBy(
  column: 'class_id' | 'class_guid',
  keys: readonly string[],
  gathering: Gathering,
) {
  if (keys.length === 0) return [];
  return gathering.trx
    .selectFrom('classes')
    .select(['class_guid as classGuid', 'class_id as classId'])
    .where('school_id', '=', gathering.schoolId)
    .where(gathering.dialect.isOneOf(column, keys))
    .execute();
}

async function findEnrollments(
  students: readonly WorkingStudent[],
  gathering: Gathering,
): Promise<Set<string>> {
  const guids = students.map((one) => one.userGuid);
  const found = await gathering.trx
    .selectFrom('enrollments')
    .select(['class_guid', 'user_guid'])
    .where(gathering.dialect.isOneOf('user_guid', guids))
    .execute();
  return new Set(found.map((one) => pair(one.class_guid, one.user_guid)));
}

async function findClassPrograms(classGuids: readonly string[], gathering: Gathering): Promise<Set<string>> {
  if (classGuids.length === 0) return new Set();
  const found = await gathering.trx
    .selectFrom('class_programs')
    .select(['class_guid', 'master_code'])
    .where(gathering.dialect.isOneOf('class_guid', classGuids))
    .execute();
  return new Set(found.map((one) => pair(one.class_guid, one.master_code)));
}

/** The different values that the rows name, blanks aside. */
function valuesOf(
  entries: readonly StudentEntry[],
  read: (entry: StudentEntry) => string | undefined,
): readonly string[] {
  const values = new Set<string>();
  for (const entry of entries) {
    const value = read(entry);
    if (value !== undefined) values.add(value);
  }
  return [...values];
}
