import type { AccountChanges } from '../accounts/account-changes.ts';
import type { StudentFacts } from '../accounts/account.ts';
import { DAY_MS, type Milliseconds } from '../time.ts';

/** How long an upload can be undone, and how long the values before it are kept for that. */
export const UNDO_WINDOW: Milliseconds = 7 * DAY_MS;

/** Until when an upload that was finished then can be undone. */
export function undoDeadline(finishedAt: Milliseconds): Milliseconds {
  return finishedAt + UNDO_WINDOW;
}

/** What an undoing can leave as it is: a whole account, values of one, a student in the school, a class place, … */
export const leftThings = ['account', 'values', 'school', 'place', 'program', 'class'] as const;
export type LeftThing = (typeof leftThings)[number];

/** Why an undoing leaves it. */
export const leftReasons = [
  'signed-in',
  'other-school',
  'other-class',
  'later-upload',
  'password-reset',
  'changed-since',
  'taken',
  'in-use',
] as const;
export type LeftReason = (typeof leftReasons)[number];

/** How many of each an undoing takes back; `restored` are accounts that get earlier values again. */
export interface UndoCounts {
  readonly accounts: number;
  readonly restored: number;
  readonly places: number;
  readonly classes: number;
}

/** What has become of an account since an upload made it, or brought it into the school. */
export interface AccountSince {
  readonly hasSignedIn: boolean;
  readonly isInOtherSchool: boolean;
  /** In a class of the school, and not by this upload. */
  readonly isInOtherClass: boolean;
  /** Another upload that still stands has a row about the student. */
  readonly isInOtherUpload: boolean;
  /** A teacher gave a new temporary password: somebody holds it in hand. */
  readonly hasNewPassword: boolean;
  readonly isChanged: boolean;
}

/** Why an account that the upload made stays; null when it goes. One sign of use is enough. */
export function reasonToKeep(since: AccountSince): LeftReason | null {
  if (since.hasSignedIn) return 'signed-in';
  if (since.isInOtherSchool) return 'other-school';
  return reasonToStay(since) ?? (since.hasNewPassword ? 'password-reset' : changed(since));
}

/** Why a student whom the upload brought from another school stays in this one; null when only the place here goes. */
export function reasonToStay(
  since: Pick<AccountSince, 'isInOtherClass' | 'isInOtherUpload'>,
): LeftReason | null {
  if (since.isInOtherClass) return 'other-class';
  return since.isInOtherUpload ? 'later-upload' : null;
}

function changed({ isChanged }: AccountSince): LeftReason | null {
  return isChanged ? 'changed-since' : null;
}

export type UndoableColumn = Exclude<keyof AccountChanges, 'password'>;

/** Values by column; null where the account had none. */
export type AccountValues = { readonly [Key in UndoableColumn]?: string | null };

export interface ValuesSince {
  readonly before: AccountValues;
  readonly after: AccountValues;
  readonly current: Pick<StudentFacts, UndoableColumn>;
  readonly hasSignedIn: boolean;
  /** Columns whose earlier value somebody else has by now. */
  readonly taken: ReadonlySet<UndoableColumn>;
}

export interface DecidedValues {
  /** The columns that get their value before the upload again. */
  readonly restored: readonly UndoableColumn[];
  readonly left: readonly { readonly column: UndoableColumn; readonly reason: LeftReason }[];
}

/**
 * Which values of an account go back to what they were: those that are still as the upload left them. A username stays
 * once the student has signed in with it.
 */
export function decideValues(since: ValuesSince): DecidedValues {
  const columns = Object.keys(since.before) as UndoableColumn[];
  const decided = columns.map((column) => ({ column, reason: reasonForValue(column, since) }));
  return {
    restored: decided.flatMap(({ column, reason }) => (reason === null ? [column] : [])),
    left: decided.flatMap(({ column, reason }) => (reason === null ? [] : [{ column, reason }])),
  };
}

function reasonForValue(column: UndoableColumn, since: ValuesSince): LeftReason | null {
  if (since.current[column] !== since.after[column]) return 'changed-since';
  if (column === 'username' && since.hasSignedIn) return 'signed-in';
  return since.taken.has(column) ? 'taken' : null;
}

/** Why a password typed in the upload stays; null when the one before it comes back. It may be in somebody's head by now. */
export function reasonForPassword(since: {
  readonly hasSignedIn: boolean;
  readonly isReplaced: boolean;
}): LeftReason | null {
  if (since.hasSignedIn) return 'signed-in';
  return since.isReplaced ? 'changed-since' : null;
}
