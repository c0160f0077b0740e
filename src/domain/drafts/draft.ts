import type { ReviewChoices } from '../batches/row-outcome.ts';
import type { Mapping } from '../roster/template.ts';
import type { Milliseconds } from '../time.ts';

/**
 * A roster on the device that has not been sent, without its rows: those are bytes of their own, a block per
 * 1,000 rows. `draftId` becomes the batch id when it is uploaded: one draft can only ever be one batch.
 */
export interface Draft {
  readonly version: 1;
  readonly draftId: string;
  readonly userGuid: string;
  readonly schoolId: string;
  readonly fileName: string;
  readonly createdAt: Milliseconds;
  readonly changedAt: Milliseconds;
  readonly header: readonly string[];
  readonly mapping: Mapping;
  /** Who said what the columns mean; absent: their names did, without a question. `nobody`: it is still to be said. */
  readonly mappedBy?: 'memory' | 'person' | 'nobody';
  /** Rows that said the header again and were left out when the file was read. */
  readonly headerRows?: readonly number[];
  readonly rowCount: number;
  /** Rows with at least one error when the draft was last checked. */
  readonly refusedRowCount: number;
  readonly choices: ReviewChoices;
  /** Keys of the questions "Is this the same child?" that were answered with "Another child". */
  readonly otherChildren?: readonly string[] | undefined;
}
