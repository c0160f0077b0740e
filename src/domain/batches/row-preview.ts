import type { AccountChanges } from '../accounts/account-changes.ts';
import type { KnownStudent } from '../accounts/account.ts';
import type { RowProblem } from '../roster/problem.ts';
import type { OutcomeKind } from './row-outcome.ts';

/**
 * What a row would do, more finely than its outcome: `place` is a row whose student stays as is and gets a class place,
 * or whose class gets a program; `class` is a row about a class alone that makes it.
 */
export const previewKinds = ['created', 'updated', 'place', 'class', 'unchanged', 'refused'] as const;
export type PreviewKind = (typeof previewKinds)[number];

/** One field of an account, before and after; both blank for a password. */
export interface FieldChange {
  readonly field: keyof AccountChanges;
  readonly from: string;
  readonly to: string;
}

/** What one row would do. */
export interface RowPreview {
  readonly kind: PreviewKind;
  /** In the account. */
  readonly changes: readonly FieldChange[];
  /** What the row says otherwise and the account keeps, because existing students are to be left as they are. */
  readonly kept: readonly FieldChange[];
  /** The class the row brings the student into; null when it brings nothing new. */
  readonly place: PlaceNews | null;
  /** The student is in another school of the district, and in this one too from then on. */
  readonly joins: boolean;
  /** What only a look at the school's students shows; errors and remarks. */
  readonly problems: readonly RowProblem[];
}

export interface PlaceNews {
  readonly className: string;
  readonly isNewClass: boolean;
}

/** The outcome the server will record for a row of this kind. */
export function outcomeOfKind(kind: PreviewKind): OutcomeKind {
  if (kind === 'class') return 'created';
  return kind === 'place' ? 'updated' : kind;
}

const fields = [
  'studentId',
  'firstName',
  'lastName',
  'gradeLevel',
  'email',
  'username',
  'password',
] as const satisfies readonly (keyof AccountChanges)[];

/** The changes field by field, in template order. */
export function listChanges(student: KnownStudent, changes: AccountChanges): FieldChange[] {
  return fields.flatMap((field): FieldChange[] => {
    const to = changes[field];
    if (to === undefined) return [];
    return field === 'password' ? [{ field, from: '', to: '' }] : [{ field, from: student[field] ?? '', to }];
  });
}
