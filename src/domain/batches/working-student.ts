import type { AccountChanges } from '../accounts/account-changes.ts';
import type { KnownStudent } from '../accounts/account.ts';
import type { StudentEntry } from '../roster/row.ts';

/**
 * A student while a row chunk is decided: as the database or an earlier row of the chunk left it.
 * Later rows see what earlier ones changed, so it is written to; nothing outside the chunk holds it.
 */
export interface WorkingStudent extends Mutable<KnownStudent> {
  /** Not in the database yet. */
  readonly isNew: boolean;
  /** Whether the text is the password the database has. */
  readonly isStoredPassword: (text: string) => boolean;
  /** Typed by the teacher in this chunk. */
  typedPassword: string | undefined;
  hasNewProfile: boolean;
  /** Also a new profile. */
  hasNewUsername: boolean;
  hasNewStudentId: boolean;
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** A student as the database has one. */
export function knownStudent(
  facts: KnownStudent,
  isStoredPassword: (text: string) => boolean,
): WorkingStudent {
  return {
    ...facts,
    isNew: false,
    isStoredPassword,
    typedPassword: undefined,
    hasNewProfile: false,
    hasNewUsername: false,
    hasNewStudentId: false,
  };
}

/** The account a row creates. A blank username is given later, for the whole chunk at once. */
export function newStudent(entry: StudentEntry, userGuid: string): WorkingStudent {
  return {
    userGuid,
    studentId: entry.studentId ?? null,
    firstName: entry.firstName ?? '',
    lastName: entry.lastName ?? '',
    gradeLevel: entry.gradeLevel ?? null,
    email: entry.email ?? null,
    username: entry.username ?? '',
    hasSignedIn: false,
    passwordSetByPerson: false,
    isNew: true,
    isStoredPassword: () => false,
    typedPassword: entry.password,
    hasNewProfile: false,
    hasNewUsername: false,
    hasNewStudentId: false,
  };
}

/** Whether a password cell says what the account has already. */
export function hasPassword(student: WorkingStudent, password: string): boolean {
  return student.typedPassword === undefined
    ? student.isStoredPassword(password)
    : student.typedPassword === password;
}

/** Writes decided changes into the working copy. */
export function changeStudent(student: WorkingStudent, changes: AccountChanges): void {
  const { password, studentId, ...profile } = changes;
  Object.assign(student, profile);
  if (Object.keys(profile).length > 0) student.hasNewProfile = true;
  if (profile.username !== undefined) student.hasNewUsername = true;
  if (studentId !== undefined) {
    student.studentId = studentId;
    student.hasNewStudentId = true;
  }
  if (password !== undefined) student.typedPassword = password;
}
