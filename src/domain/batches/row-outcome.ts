import type { RowProblem } from '../roster/problem.ts';

/** What became of one row. `refused` made nothing by this row, or only what its GUIDs name. */
export const outcomeKinds = ['created', 'updated', 'unchanged', 'refused'] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];

/**
 * The record of one processed row, written in the same transaction as its effect.
 * Result files are rendered from these and from the account as it is now.
 */
export interface RowOutcome {
  readonly rowNumber: number;
  readonly outcome: OutcomeKind;
  readonly userGuid: string | null;
  readonly classGuid: string | null;
  readonly problems: readonly RowProblem[];
}

/** What the teacher chose in the review for Student IDs the school already has, without a User GUID in the row. */
export interface ReviewChoices {
  /** `leave`: no change except new class places (default). `update`: the row's values replace the account's. */
  readonly existingStudents: 'leave' | 'update';
}

export const defaultChoices: ReviewChoices = { existingStudents: 'leave' };
