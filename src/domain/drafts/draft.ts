import type { ReviewChoices } from '../batches/row-outcome.ts';
import type { Roster } from '../roster/roster.ts';
import type { Milliseconds } from '../time.ts';

/**
 * A roster on the device that has not been sent. Every change makes a new draft.
 * `draftId` becomes the batch id when it is uploaded: one draft can only ever be one batch.
 */
export interface Draft {
  readonly version: 1;
  readonly draftId: string;
  readonly userGuid: string;
  readonly schoolId: string;
  readonly fileName: string;
  readonly createdAt: Milliseconds;
  readonly changedAt: Milliseconds;
  readonly roster: Roster;
  readonly choices: ReviewChoices;
}
