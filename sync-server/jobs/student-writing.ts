import type { Milliseconds } from '#domain/time.ts';
import type { BulkTarget } from '../database/insert-rows.ts';
import type { Parts } from '../parts.ts';

/** What writing students needs: the transaction, whose rows they are, and the server's secrets. */
export interface StudentWriting extends BulkTarget {
  readonly batchId: string;
  readonly schoolId: string;
  readonly districtId: string;
  readonly now: Milliseconds;
  readonly parts: Pick<Parts, 'keys' | 'clock' | 'randomBytes'>;
}

/** The columns of a temporary password, for an account that has none. */
export const noTemporaryPassword = {
  temporary_key_id: null,
  temporary_wordlist: null,
  temporary_nonce: null,
  temporary_issued_at: null,
  temporary_batch_id: null,
} as const;
