import { foldName } from '../accounts/same-name.ts';
import type { SchoolId } from '../ids.ts';
import type { StudentEntry } from '../roster/row.ts';
import type { SchoolLookup } from '../students/school-index.ts';
import type { RosterPreview } from './preview-roster.ts';

/** What should make a teacher look twice before an upload; each has to be acknowledged. */
export type PreviewWarning =
  | { readonly type: 'changes-most'; readonly changed: number; readonly of: number }
  | {
      readonly type: 'other-school';
      readonly schoolId: SchoolId;
      readonly known: number;
      readonly of: number;
    };

/** Below so many students nothing is "most of them". */
const FEWEST_STUDENTS = 5;

/** Whether more than half of the students an upload touches would be changed. */
export function warnOfChanges({ changedStudents, namedStudents, createdStudents }: RosterPreview) {
  const changed = changedStudents.size;
  const of = namedStudents.size + createdStudents;
  return of >= FEWEST_STUDENTS && changed * 2 > of
    ? ([{ type: 'changes-most', changed, of }] satisfies PreviewWarning[])
    : [];
}

/**
 * Whether the roster looks like another school's: it knows more than half of the students, and more of them than this
 * school.
 */
export function warnOfOtherSchool(
  { rows, namedStudents }: RosterPreview,
  others: ReadonlyMap<SchoolId, SchoolLookup>,
): readonly PreviewWarning[] {
  const students = new Map(rows.map(({ entry }) => [identityOf(entry), entry]));
  if (students.size < FEWEST_STUDENTS) return [];
  const found = [...others].map(([schoolId, lookup]) => {
    const known = [...students.values()].filter((entry) => knows(lookup, entry));
    return { schoolId, known: known.length };
  });
  const most = found.reduce((one, other) => (other.known > one.known ? other : one), {
    schoolId: '',
    known: 0,
  });
  const isTheirs = most.known * 2 > students.size && most.known > namedStudents.size;
  return isTheirs ? [{ type: 'other-school', ...most, of: students.size }] : [];
}

function identityOf({ userGuid, studentId, rowNumber }: StudentEntry): string {
  return userGuid ?? studentId ?? `row ${rowNumber}`;
}

/** By User GUID, or by Student ID and a name: schools number their students from 1 on, so a number alone says nothing. */
function knows({ byGuid, byStudentId }: SchoolLookup, entry: StudentEntry): boolean {
  const { userGuid, studentId = '', firstName = '', lastName = '' } = entry;
  if (userGuid !== undefined && byGuid.has(userGuid)) return true;
  const student = byStudentId.get(studentId);
  if (!student) return false;
  const isFirst = foldName(student.firstName) === foldName(firstName);
  return isFirst || foldName(student.lastName) === foldName(lastName);
}
