import type { Milliseconds } from '../time.ts';
import type { CompletedRow } from './completed-sheet.ts';
import type { RowOutcome } from './row-outcome.ts';

/** All that the three files of an upload say of one row: enough to make them again without the server. */
export interface ResultRow {
  readonly rowNumber: number;
  /** As sent, secrets emptied. */
  readonly cells: readonly string[];
  /** Null when the upload failed before it came to this row. */
  readonly outcome: Omit<RowOutcome, 'rowNumber'> | null;
  /** The account and the class as they were when asked; null for a refused row. */
  readonly completed: KeptCompletedRow | null;
}

/** A password that is kept must know when it dies: nobody is asked when it is shown later. */
export interface KeptCompletedRow extends CompletedRow {
  readonly temporaryPasswordDiesAt: Milliseconds | null;
}
