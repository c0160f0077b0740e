import type { BatchId } from '#domain/ids.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Receipt } from '#protocol/batches.ts';
import type { Parts } from '../parts.ts';
import { payloadHashOf } from './chunk-digest.ts';
import { findOwnBatch, receiptOf, type Sender } from './own-batch.ts';
import { digestOwner } from './receive-chunk.ts';
import { openHash } from './sealed-hash.ts';

type CommitRefusal = 'not_found' | 'batch.chunks_missing' | 'batch.chunk_damaged';

/**
 * Ends the sending: when all chunks are here and are what was announced, the batch is queued and the receipt says so.
 * Asked again, and by any number at once, it gives the same receipt.
 */
export async function commitBatch(
  batchId: BatchId,
  sender: Sender,
  parts: Parts,
): Promise<Result<Receipt, CommitRefusal>> {
  const batch = await findOwnBatch(batchId, sender, parts);
  if (!batch) return refuse('not_found');
  const receipt = receiptOf(batch, parts);
  if (receipt) return ok(receipt);
  const chunks = await findChunks(batchId, parts);
  if (chunks.length < batch.chunk_count) return refuse('batch.chunks_missing');
  const rowCount = chunks.reduce((sum, chunk) => sum + chunk.row_count, 0);
  const payloadHash = payloadHashOf(chunks.map((chunk) => chunk.digest));
  if (rowCount !== batch.row_count || payloadHash !== openHash(batch.payload_hash, batchId, parts.keys)) {
    return refuse('batch.chunk_damaged');
  }
  const acceptedAt = await queue(batchId, parts);
  parts.news.tell(batchId);
  return ok({ batchId, payloadHash, acceptedAt });
}

async function findChunks(batchId: BatchId, { db, keys }: Parts) {
  const chunks = await db
    .selectFrom('batch_chunks')
    .select(['chunk_index', 'row_count', 'digest'])
    .where('batch_id', '=', batchId)
    .orderBy('chunk_index')
    .execute();
  return chunks.map(({ chunk_index: index, row_count, digest }) => ({
    row_count,
    digest: openHash(digest, digestOwner({ batchId, index }), keys) ?? '',
  }));
}

/** Queues the batch once; whoever comes second reads when the first did. */
async function queue(batchId: BatchId, { db, clock }: Parts): Promise<number> {
  await db
    .updateTable('batches')
    .set({ status: 'queued', committed_at: clock() })
    .where('batch_id', '=', batchId)
    .where('status', '=', 'receiving')
    .execute();
  const { committed_at } = await db
    .selectFrom('batches')
    .select('committed_at')
    .where('batch_id', '=', batchId)
    .executeTakeFirstOrThrow();
  if (committed_at === null) throw new Error('A batch is queued without a time.');
  return committed_at;
}
