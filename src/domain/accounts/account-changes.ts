import type { UserGuid } from '../ids.ts';
import { problem, type RowProblem } from '../roster/problem.ts';
import type { StudentEntry } from '../roster/row.ts';
import type { KnownStudent } from './account.ts';
import { looksTemporary } from './temporary-password.ts';

/** The new values of what changes; what is absent stays. `password` is typed by the teacher and becomes permanent. */
export interface AccountChanges {
  readonly studentId?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly gradeLevel?: string;
  readonly email?: string;
  readonly username?: string;
  readonly password?: string;
}

/** The cells of a row that may change an account; absent and undefined both mean a blank cell. */
type ChangingCells = Pick<StudentEntry, 'rowNumber'> & {
  readonly [Key in keyof AccountChanges]: AccountChanges[Key] | undefined;
};

interface ChangeKnowledge {
  readonly usernameOwner?: UserGuid | undefined;
  readonly passwordIsCurrentTemporary?: boolean | undefined;
}

interface DecidedChanges {
  readonly changes: AccountChanges;
  readonly errors: readonly RowProblem[];
  readonly warnings: readonly RowProblem[];
}

type OneChange = { readonly changes?: AccountChanges; readonly found?: RowProblem };

const plainColumns = ['studentId', 'firstName', 'lastName', 'gradeLevel', 'email'] as const;

/** What a row changes in an account. Blank cells keep what is there; equal values are no change. */
export function decideChanges(
  row: ChangingCells,
  student: KnownStudent,
  known: ChangeKnowledge,
): DecidedChanges {
  const username = decideUsername(row, student, known);
  const password = decidePassword(row, student, known);
  const found = [username.found, password.found].filter((one) => one !== undefined);
  return {
    changes: { ...plainChanges(row, student), ...username.changes, ...password.changes },
    errors: found.filter((one) => one.severity === 'error'),
    warnings: found.filter((one) => one.severity === 'warning'),
  };
}

/** Whether nothing changes. */
export function isUnchanged(changes: AccountChanges): boolean {
  return Object.keys(changes).length === 0;
}

function plainChanges(row: ChangingCells, student: KnownStudent): AccountChanges {
  const changes: { -readonly [Key in keyof AccountChanges]: AccountChanges[Key] } = {};
  for (const column of plainColumns) {
    const value = row[column];
    if (value !== undefined && value !== student[column]) changes[column] = value;
  }
  return changes;
}

/** A username is fixed once the student has signed in; before that it may change to one that nobody else has. */
function decideUsername(row: ChangingCells, student: KnownStudent, known: ChangeKnowledge): OneChange {
  const { rowNumber, username } = row;
  if (username === undefined || username === student.username) return {};
  const at = { rowNumber, column: 'username', value: username } as const;
  if (student.hasSignedIn) {
    return { found: problem('username.fixed', at, { knownUsername: student.username }) };
  }
  const isTaken = known.usernameOwner !== undefined && known.usernameOwner !== student.userGuid;
  return isTaken ? { found: problem('username.taken', at, {}) } : { changes: { username } };
}

/**
 * A password the student chose is kept; the account's own temporary password, coming back in a Completed File, is no
 * change. One from before a reset, in an old Completed File, stays dead: taken as typed it would work again, for good.
 */
function decidePassword(row: ChangingCells, student: KnownStudent, known: ChangeKnowledge): OneChange {
  const { rowNumber, password } = row;
  if (password === undefined || known.passwordIsCurrentTemporary === true) return {};
  const at = { rowNumber, column: 'password', value: '' } as const;
  if (student.passwordSetByPerson) return { found: problem('password.kept', at, {}) };
  return looksTemporary(password)
    ? { found: problem('password.old_temporary', at, {}) }
    : { changes: { password } };
}
