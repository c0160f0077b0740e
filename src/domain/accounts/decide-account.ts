import type { ReviewChoices } from '../batches/row-outcome.ts';
import type { UserGuid } from '../ids.ts';
import { problem, type RowProblem } from '../roster/problem.ts';
import type { StudentEntry } from '../roster/row.ts';
import { requiredForNewStudent, studentColumns } from '../roster/template.ts';
import type { KnownStudent } from './account.ts';
import { decideChanges, isUnchanged, type AccountChanges } from './account-changes.ts';
import { isSameName } from './same-name.ts';

/** What is known beside one row. Students are already scoped to the school; the username's owner is looked for everywhere. */
export interface AccountKnowledge {
  readonly byGuid?: KnownStudent | undefined;
  readonly byStudentId?: KnownStudent | undefined;
  /** The student of the row's User GUID, in other schools of the district only. */
  readonly elsewhere?: KnownStudent | undefined;
  /** Whoever has the row's username now. */
  readonly usernameOwner?: UserGuid | undefined;
  /** The row's password is the account's own temporary password, still valid: a Completed File came back as it was. */
  readonly passwordIsCurrentTemporary?: boolean | undefined;
}

/**
 * What a row means for the student's account.
 * `agrees` on `leave`: the row, its password aside, says nothing else than the account.
 */
export type AccountDecision =
  | { readonly type: 'none' }
  | { readonly type: 'create' }
  | {
      readonly type: 'update';
      readonly userGuid: UserGuid;
      readonly changes: AccountChanges;
      readonly warnings: readonly RowProblem[];
    }
  | {
      readonly type: 'leave';
      readonly userGuid: UserGuid;
      readonly agrees: boolean;
      readonly warnings: readonly RowProblem[];
    }
  | { readonly type: 'refuse'; readonly problems: readonly RowProblem[]; readonly userGuid?: UserGuid };

/**
 * Decides one row, never making a twin:
 * - a row that names a class and no student is about nobody;
 * - a User GUID the school does not have is refused, unless it is of another school of the district and stands beside the
 *   student's names: then the student joins this school too;
 * - a User GUID with the Student ID of another student is refused;
 * - a User GUID otherwise updates, blank cells keep what is there;
 * - a known Student ID without GUID is refused when the names differ, else left alone or updated as chosen;
 * - anything else creates, if its username is free.
 */
export function decideAccount(
  entry: StudentEntry,
  known: AccountKnowledge,
  choices: ReviewChoices,
): AccountDecision {
  if (isAboutClassOnly(entry)) return { type: 'none' };
  if (entry.userGuid !== undefined) return decideGuidRow(entry, entry.userGuid, known);
  if (known.byStudentId) return decideMatchedRow(entry, known.byStudentId, known, choices);
  return decideNewStudent(entry, known);
}

function isAboutClassOnly(entry: StudentEntry): boolean {
  return entry.schoolClass !== undefined && studentColumns.every((column) => entry[column] === undefined);
}

function decideGuidRow(entry: StudentEntry, userGuid: string, known: AccountKnowledge): AccountDecision {
  const { byStudentId } = known;
  const byGuid = known.byGuid ?? findJoining(entry, known);
  const { rowNumber } = entry;
  if (!byGuid) {
    const at = { rowNumber, column: 'userGuid', value: userGuid } as const;
    return { type: 'refuse', problems: [problem('student.unknown_guid', at, {})] };
  }
  if (byStudentId && byStudentId.userGuid !== byGuid.userGuid) {
    const at = { rowNumber, column: 'studentId', value: entry.studentId ?? '' } as const;
    const facts = { knownStudentId: byGuid.studentId ?? '' };
    const problems = [problem('student.guid_other_id', at, facts)];
    return { type: 'refuse', problems, userGuid: byGuid.userGuid };
  }
  return decideUpdate(entry, byGuid, known);
}

/**
 * A GUID cannot be guessed, but it may stand in an old file or a log: only with the names does it bring a student into
 * the school. Otherwise the answer is the one for a GUID that nobody has.
 */
function findJoining(
  entry: StudentEntry,
  { elsewhere, byStudentId }: AccountKnowledge,
): KnownStudent | undefined {
  if (!elsewhere || byStudentId) return undefined;
  const { firstName, lastName } = entry;
  if (firstName === undefined || lastName === undefined) return undefined;
  return findOtherName(entry, elsewhere) ? undefined : elsewhere;
}

function decideMatchedRow(
  entry: StudentEntry,
  student: KnownStudent,
  known: AccountKnowledge,
  choices: ReviewChoices,
): AccountDecision {
  const otherName = findOtherName(entry, student);
  // No GUID goes back with this problem: in the Error File it would turn a mistyped Student ID into an order to rename.
  if (otherName) return { type: 'refuse', problems: [otherName] };
  if (choices.existingStudents === 'update') return decideUpdate(entry, student, known);
  const agrees = isUnchanged(decideChanges({ ...entry, password: undefined }, student, known).changes);
  return { type: 'leave', userGuid: student.userGuid, agrees, warnings: [] };
}

function findOtherName(entry: StudentEntry, student: KnownStudent): RowProblem | undefined {
  const { rowNumber } = entry;
  const facts = { knownName: `${student.firstName} ${student.lastName}` };
  for (const column of ['firstName', 'lastName'] as const) {
    const value = entry[column];
    if (value !== undefined && !isSameName(value, student[column])) {
      return problem('student.other_name', { rowNumber, column, value }, facts);
    }
  }
  return undefined;
}

function decideUpdate(entry: StudentEntry, student: KnownStudent, known: AccountKnowledge): AccountDecision {
  const { userGuid } = student;
  const { changes, errors, warnings } = decideChanges(entry, student, known);
  if (errors.length > 0) return { type: 'refuse', problems: [...errors, ...warnings], userGuid };
  if (isUnchanged(changes)) return { type: 'leave', userGuid, agrees: true, warnings };
  return { type: 'update', userGuid, changes, warnings };
}

function decideNewStudent(entry: StudentEntry, known: AccountKnowledge): AccountDecision {
  const { rowNumber, username } = entry;
  const problems: RowProblem[] = requiredForNewStudent
    .filter((column) => entry[column] === undefined)
    .map((column) => problem('cell.required', { rowNumber, column, value: '' }, {}));
  if (username !== undefined && known.usernameOwner !== undefined) {
    problems.push(problem('username.taken', { rowNumber, column: 'username', value: username }, {}));
  }
  return problems.length > 0 ? { type: 'refuse', problems } : { type: 'create' };
}
