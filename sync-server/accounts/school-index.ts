import { createHash } from 'node:crypto';
import type { PasswordPolicy } from '#domain/accounts/password-policy.ts';
import type { UserGuid } from '#domain/ids.ts';
import type { IndexedClass, StudentColumns } from '#domain/students/school-index.ts';
import { SECOND_MS, type Milliseconds } from '#domain/time.ts';
import type { SchoolIndexPage } from '#protocol/school-index.ts';
import { type ClassRow, listClassRows } from '../classes/classes.repository.ts';
import type { SchoolScope } from '../organizations/scope.ts';
import { listPrograms } from '../organizations/schools.repository.ts';
import { districtPolicy } from '../organizations/settings.ts';
import type { Parts } from '../parts.ts';
import { countIndex, listIndexPlaces, listIndexStudents } from './school-index.repository.ts';

/** Read with one query; between pages others have their turn. 20,000 students are ten pages. */
const STUDENTS_PER_PAGE = 2_000;

/** What changed so short a time ago may change again within the same millisecond without a trace in the counts. */
const SETTLED_AFTER: Milliseconds = 2 * SECOND_MS;

type StudentRow = Awaited<ReturnType<typeof listIndexStudents>>[number];

/** What of an index is not about one student. `etag` names the state of the whole: another state has another name. */
export interface IndexState {
  readonly etag: string;
  readonly classes: readonly IndexedClass[];
  readonly masterCodes: readonly string[];
  readonly passwordPolicy: PasswordPolicy;
}

/**
 * Cheap: counts and the latest changes of students and places, classes and programs as they are. While the last change
 * is fresh, no two moments have the same name, so that nobody misses what comes right after.
 */
export async function indexState(
  scope: SchoolScope,
  { db, clock }: Pick<Parts, 'db' | 'clock'>,
): Promise<IndexState> {
  const counts = await countIndex(db, scope);
  const classes = groupClasses(await listClassRows(scope, { db }));
  const masterCodes = (await listPrograms(db, scope)).map((program) => program.masterCode);
  const passwordPolicy = await districtPolicy(scope, { db });
  const { changedAt, joinedAt, placedAt } = counts;
  const lastChange = Math.max(changedAt ?? 0, joinedAt ?? 0, placedAt ?? 0);
  const now = clock();
  const moment = now - lastChange > SETTLED_AFTER ? null : now;
  const state = JSON.stringify([scope.schoolId, counts, classes, masterCodes, passwordPolicy, moment]);
  const etag = createHash('sha256').update(state).digest('base64url');
  return { etag, classes, masterCodes, passwordPolicy };
}

/** One page; `state` goes with the first one. */
export async function indexPage(
  scope: SchoolScope,
  after: UserGuid | undefined,
  state: IndexState | null,
  { db, clock }: Pick<Parts, 'db' | 'clock'>,
): Promise<SchoolIndexPage> {
  const found = await listIndexStudents(db, scope, { after, limit: STUDENTS_PER_PAGE + 1 });
  const shown = found.slice(0, STUDENTS_PER_PAGE);
  const first = shown[0]?.userGuid;
  const last = shown.at(-1)?.userGuid;
  const places = first && last ? await listIndexPlaces(db, scope, first, last) : [];
  return {
    version: 1,
    asOf: clock(),
    school: state as SchoolIndexPage['school'],
    students: toColumns(shown, places) as SchoolIndexPage['students'],
    next: found.length > shown.length ? (last ?? null) : null,
  };
}

function toColumns(
  students: readonly StudentRow[],
  places: readonly { readonly userGuid: string; readonly classGuid: string }[],
): StudentColumns {
  const studentAt = new Map(students.map((one, at) => [one.userGuid, at]));
  const placeClasses = [...new Set(places.map((place) => place.classGuid))];
  const classAt = new Map(placeClasses.map((classGuid, at) => [classGuid, at]));
  // Somebody who joined between the two queries comes with the next state.
  const known = places.filter((place) => studentAt.has(place.userGuid));
  return {
    userGuid: students.map((one) => one.userGuid),
    studentId: students.map((one) => one.studentId),
    firstName: students.map((one) => one.firstName),
    lastName: students.map((one) => one.lastName),
    gradeLevel: students.map((one) => one.gradeLevel),
    email: students.map((one) => one.email),
    username: students.map((one) => one.username),
    hasSignedIn: students.map((one) => one.firstSignedInAt !== null),
    passwordSetByPerson: students.map((one) => one.passwordSetByPerson === 1),
    placeStudents: known.map((place) => studentAt.get(place.userGuid) ?? 0),
    placeClassesAt: known.map((place) => classAt.get(place.classGuid) ?? 0),
    placeClasses,
  };
}

function groupClasses(rows: readonly ClassRow[]): IndexedClass[] {
  const classes = new Map<string, IndexedClass & { readonly masterCodes: string[] }>();
  for (const { masterCode, ...facts } of rows) {
    const known = classes.get(facts.classGuid) ?? { ...facts, masterCodes: [] };
    if (masterCode !== null) known.masterCodes.push(masterCode);
    classes.set(facts.classGuid, known);
  }
  return [...classes.values()];
}
