import type { Selectable } from 'kysely';
import type { BatchId } from '#domain/ids.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Receipt } from '#protocol/batches.ts';
import { recordUpload } from '../audit/record-upload.ts';
import type { BatchTable } from '../database/schema.ts';
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
  const acceptedAt = await queue(batch, parts);
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

/** Queues the batch once, and its audit entry with it; whoever comes second reads when the first did. */
async function queue(batch: Selectable<BatchTable>, parts: Parts): Promise<number> {
  return parts.db.transaction().execute(async (trx) => {
    const queued = await trx
      .updateTable('batches')
      .set({ status: 'queued', committed_at: parts.clock() })
      .where('batch_id', '=', batch.batch_id)
      .where('status', '=', 'receiving')
      .executeTakeFirst();
    const { committed_at } = await trx
      .selectFrom('batches')
      .select('committed_at')
      .where('batch_id', '=', batch.batch_id)
      .executeTakeFirstOrThrow();
    if (committed_at === null) throw new Error('A batch is queued without a time.');
    if (queued.numUpdatedRows > 0n) {
      const facts = { rows: batch.row_count };
      const about = { upload: batch, actor: batch.uploaded_by, facts };
      await recordUpload(trx, { event: 'upload_complete', ...about }, parts);
    }
    return committed_at;
  });
}
