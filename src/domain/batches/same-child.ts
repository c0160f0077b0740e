import type { UserGuid } from '../ids.ts';
import { hasError } from '../roster/problem.ts';
import type { StudentEntry } from '../roster/row.ts';
import { findNearMatch, type NearIndex, type NearMatch } from '../students/near-match.ts';
import { type CheckedRow } from './checked-row.ts';
import type { RosterPreview } from './preview-roster.ts';

/** "Is this the same child?": rows that would make a student, or be refused, beside one the school has. */
export interface SameChildQuestion extends NearMatch {
  /** All rows of the one student; an answer is for all of them. */
  readonly rowNumbers: readonly number[];
  readonly entry: Pick<StudentEntry, 'studentId' | 'firstName' | 'lastName' | 'gradeLevel' | 'email'>;
  /** Names the question, so that "Another child" can be remembered. */
  readonly key: string;
}

/** The questions a preview raises, in row order. `ruledOut`: keys of those answered with "Another child". */
export function askSameChild(
  preview: RosterPreview,
  index: NearIndex,
  ruledOut: ReadonlySet<string>,
): SameChildQuestion[] {
  const questions: SameChildQuestion[] = [];
  const claimed = new Set<UserGuid>(preview.namedStudents);
  for (const rows of rowsByStudent(preview).values()) {
    const [first] = rows;
    if (!first) continue;
    const isOpen = (guid: UserGuid) => !claimed.has(guid) && !ruledOut.has(keyOf(first.entry, guid));
    const match = findNearMatch(first.entry, index, isOpen);
    if (!match) continue;
    claimed.add(match.student.userGuid);
    const rowNumbers = rows.map(({ entry }) => entry.rowNumber);
    questions.push({
      ...match,
      rowNumbers,
      entry: toShow(first.entry),
      key: keyOf(first.entry, match.student.userGuid),
    });
  }
  return questions;
}

/** Rows that name no student the school has, by who they are about. */
function rowsByStudent({ rows, previews }: RosterPreview): Map<string, CheckedRow[]> {
  const groups = new Map<string, CheckedRow[]>();
  const created = new Set<string>();
  for (const row of rows) {
    const { entry } = row;
    const preview = previews.get(entry.rowNumber);
    if (!preview || entry.userGuid !== undefined) continue;
    const identity = identityOf(entry);
    if (preview.kind === 'created') created.add(identity);
    else if (!created.has(identity) && !isNearlyRefused(row, preview.problems)) continue;
    const group = groups.get(identity);
    if (group) group.push(row);
    else groups.set(identity, [row]);
  }
  return groups;
}

/** Refused for nothing but a missing Student ID, or another name under the Student ID: what a User GUID would mend. */
function isNearlyRefused({ problems }: CheckedRow, own: CheckedRow['problems']): boolean {
  const errors = [...problems, ...own].filter((one) => one.severity === 'error');
  const [first] = errors;
  if (errors.length !== 1 || !first) return false;
  if (first.code === 'student.other_name') return true;
  return first.code === 'cell.required' && first.column === 'studentId' && !hasError(own);
}

function identityOf({ studentId, rowNumber }: StudentEntry): string {
  return studentId ?? `row ${rowNumber}`;
}

function keyOf(entry: StudentEntry, userGuid: UserGuid): string {
  return `${userGuid} ${identityOf(entry)}`;
}

function toShow({
  studentId,
  firstName,
  lastName,
  gradeLevel,
  email,
}: StudentEntry): SameChildQuestion['entry'] {
  return {
    ...(studentId === undefined ? {} : { studentId }),
    ...(firstName === undefined ? {} : { firstName }),
    ...(lastName === undefined ? {} : { lastName }),
    ...(gradeLevel === undefined ? {} : { gradeLevel }),
    ...(email === undefined ? {} : { email }),
  };
}
