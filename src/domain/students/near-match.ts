import type { KnownStudent } from '../accounts/account.ts';
import { foldName } from '../accounts/same-name.ts';
import type { UserGuid } from '../ids.ts';
import type { StudentEntry } from '../roster/row.ts';
import { isOneSlipApart } from './one-slip.ts';
import type { SchoolLookup } from './school-index.ts';

/** Why a row that would make a new student may be about one the school has. */
export const matchReasons = ['same-id', 'same-email', 'same-names', 'swapped-names', 'one-slip'] as const;
export type MatchReason = (typeof matchReasons)[number];

export interface NearMatch {
  readonly student: KnownStudent;
  readonly reason: MatchReason;
}

/** The school's students by what rows may share with them. Lists are cut: a thousand of one name tell nothing. */
export interface NearIndex {
  readonly lookup: SchoolLookup;
  readonly byEmail: ReadonlyMap<string, readonly NearStudent[]>;
  /** Both names in alphabetical order, so that swapped ones meet. */
  readonly byNames: ReadonlyMap<string, readonly NearStudent[]>;
  readonly byFirst: ReadonlyMap<string, readonly NearStudent[]>;
  readonly byLast: ReadonlyMap<string, readonly NearStudent[]>;
}

interface NearStudent {
  readonly student: KnownStudent;
  readonly first: string;
  readonly last: string;
}

/** The row's side of a comparison. */
interface Wanted {
  readonly entry: StudentEntry;
  readonly first: string;
  readonly last: string;
  readonly classGuid: string | undefined;
}

/** Of one name, so many are looked at. */
const MOST_OF_ONE_NAME = 200;
/** Shorter names are too often one letter apart and two children: Ana and Ava. */
const SHORTEST_FOR_A_SLIP = 4;
/** Schools that number their students 1, 2, 3 have neighbours everywhere. */
const SHORTEST_ID_FOR_A_SLIP = 5;

export function createNearIndex(lookup: SchoolLookup): NearIndex {
  const students = lookup.students.map((student): NearStudent => ({
    student,
    first: foldName(student.firstName),
    last: foldName(student.lastName),
  }));
  return {
    lookup,
    byEmail: groupBy(students, ({ student }) => student.email?.toLowerCase() ?? ''),
    byNames: groupBy(students, ({ first, last }) => bothNames(first, last)),
    byFirst: groupBy(students, ({ first }) => first),
    byLast: groupBy(students, ({ last }) => last),
  };
}

/**
 * The student a row may be about although it names none the school has: the strongest sign first. `isOpen` says which
 * students come into question: not one that another row of the roster names, nor one the teacher has ruled out.
 */
export function findNearMatch(
  entry: StudentEntry,
  index: NearIndex,
  isOpen: (userGuid: UserGuid) => boolean,
): NearMatch | null {
  const wanted = wantedOf(entry, index.lookup);
  for (const find of [findById, findByEmail, findByNames, findBySlip]) {
    const match = find(wanted, index, ({ student }) => isOpen(student.userGuid));
    if (match) return match;
  }
  return null;
}

type Finder = (wanted: Wanted, index: NearIndex, isOpen: (one: NearStudent) => boolean) => NearMatch | null;

/** The school's own Student ID under a name that is nearly the same: a slip, or first and last swapped. */
const findById: Finder = ({ entry, first, last }, { lookup }, isOpen) => {
  const student = entry.studentId === undefined ? undefined : lookup.byStudentId.get(entry.studentId);
  if (!student) return null;
  const near = { student, first: foldName(student.firstName), last: foldName(student.lastName) };
  const isNear = isSwapped(near, first, last) || isSlip(near, first, last);
  return isNear && isOpen(near) ? { student, reason: 'same-id' } : null;
};

/** Brothers and sisters share an address, so one name must be the same. */
const findByEmail: Finder = ({ entry, first, last }, { byEmail }, isOpen) => {
  const near = byEmail.get(entry.email?.toLowerCase() ?? '') ?? [];
  const found = near.find((one) => (one.first === first || isSlip(one, first, last)) && isOpen(one));
  return found ? { student: found.student, reason: 'same-email' } : null;
};

const findByNames: Finder = (wanted, { byNames, lookup }, isOpen) => {
  const { first, last } = wanted;
  for (const one of byNames.get(bothNames(first, last)) ?? []) {
    if (!isOpen(one)) continue;
    if (one.first !== first) return { student: one.student, reason: 'swapped-names' };
    if (hasSupport(wanted, one.student, lookup)) return { student: one.student, reason: 'same-names' };
  }
  return null;
};

const findBySlip: Finder = (wanted, { byFirst, byLast, lookup }, isOpen) => {
  const { first, last } = wanted;
  for (const one of [...(byLast.get(last) ?? []), ...(byFirst.get(first) ?? [])]) {
    if (!isSlip(one, first, last) || !isOpen(one)) continue;
    if (hasSupport(wanted, one.student, lookup)) return { student: one.student, reason: 'one-slip' };
  }
  return null;
};

function wantedOf(entry: StudentEntry, lookup: SchoolLookup): Wanted {
  const { classGuid, classId } = entry.schoolClass ?? {};
  return {
    entry,
    first: foldName(entry.firstName ?? ''),
    last: foldName(entry.lastName ?? ''),
    classGuid: classGuid ?? (classId === undefined ? undefined : lookup.classesById.get(classId)?.classGuid),
  };
}

function isSwapped(one: NearStudent, first: string, last: string): boolean {
  return one.first === last && one.last === first && first !== last;
}

function isSlip(one: NearStudent, first: string, last: string): boolean {
  if (one.last === last) return isLong(first) && isOneSlipApart(one.first, first);
  return one.first === first && isLong(last) && isOneSlipApart(one.last, last);
}

function isLong(name: string): boolean {
  return name.length >= SHORTEST_FOR_A_SLIP;
}

/** Names alone are not enough in a large school: a close Student ID, the same class or the same grade must speak for it. */
function hasSupport(
  { entry, classGuid }: Wanted,
  student: KnownStudent,
  { classesOf }: SchoolLookup,
): boolean {
  if (isCloseId(entry.studentId, student.studentId)) return true;
  if (entry.gradeLevel !== undefined && entry.gradeLevel === student.gradeLevel) return true;
  return classGuid !== undefined && (classesOf.get(student.userGuid)?.includes(classGuid) ?? false);
}

/** Missing on either side, the same without the zeros in front, or one slip apart; short ones are too often that. */
function isCloseId(one: string | undefined, other: string | null): boolean {
  if (one === undefined || other === null) return true;
  const [short, long] = [one, other].map((id) => id.replace(/^0+/, '').toLowerCase()) as [string, string];
  return short === long || (long.length >= SHORTEST_ID_FOR_A_SLIP && isOneSlipApart(short, long));
}

function bothNames(first: string, last: string): string {
  return first < last ? `${first} ${last}` : `${last} ${first}`;
}

function groupBy(
  students: readonly NearStudent[],
  keyOf: (one: NearStudent) => string,
): Map<string, NearStudent[]> {
  const groups = new Map<string, NearStudent[]>();
  for (const one of students) {
    const key = keyOf(one);
    if (key === '') continue;
    const group = groups.get(key);
    if (!group) groups.set(key, [one]);
    else if (group.length < MOST_OF_ONE_NAME) group.push(one);
  }
  return groups;
}
