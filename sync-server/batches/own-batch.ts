import type { Selectable } from 'kysely';
import type { BatchId, UserGuid } from '#domain/ids.ts';
import type { Receipt } from '#protocol/batches.ts';
import type { BatchTable } from '../database/schema.ts';
import type { Parts } from '../parts.ts';
import { openHash } from './sealed-hash.ts';

/** Who sends, in which name. Only the sender of a batch may add to it. */
export interface Sender {
  readonly userGuid: UserGuid;
}

/** A batch of this sender; undefined for everybody else's, so that an id tells nothing. */
export async function findOwnBatch(
  batchId: BatchId,
  sender: Sender,
  { db }: Pick<Parts, 'db'>,
): Promise<Selectable<BatchTable> | undefined> {
  return db
    .selectFrom('batches')
    .selectAll()
    .where('batch_id', '=', batchId)
    .where('uploaded_by', '=', sender.userGuid)
    .executeTakeFirst();
}

/** The proof that the server has all of it: null before the commit, and the same on every question after it. */
export function receiptOf(batch: Selectable<BatchTable>, { keys }: Pick<Parts, 'keys'>): Receipt | null {
  if (batch.committed_at === null) return null;
  const payloadHash = openHash(batch.payload_hash, batch.batch_id, keys);
  return payloadHash === null
    ? null
    : { batchId: batch.batch_id, payloadHash, acceptedAt: batch.committed_at };
}
