import type { Selectable } from 'kysely';
import type { BatchId } from '#domain/ids.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { BatchHeader, BatchProgress } from '#protocol/batches.ts';
import type { BatchTable } from '../database/schema.ts';
import type { Parts } from '../parts.ts';
import { findOwnBatch, receiptOf, type Sender } from './own-batch.ts';
import { openHash, sealHash } from './sealed-hash.ts';

/**
 * Takes the announcement of a batch and says which chunks are here already. Sent again it changes nothing. An id that
 * stands for anything else, whoever's it is, is refused without a word about that.
 * The sender may import into `header.schoolId`; that was asked before.
 */
export async function receiveBatch(
  batchId: BatchId,
  header: BatchHeader,
  sender: Sender,
  parts: Parts,
): Promise<Result<BatchProgress, 'request.malformed' | 'batch.id_reused'>> {
  if (!isConsistent(header)) return refuse('request.malformed');
  await insertReceiving(batchId, header, sender, parts);
  const batch = await findOwnBatch(batchId, sender, parts);
  if (!batch || !isSame(batch, header, parts)) return refuse('batch.id_reused');
  return ok({ have: await findChunks(batchId, parts), receipt: receiptOf(batch, parts) });
}

function isConsistent({ header, mapping, rowCount, chunkCount }: BatchHeader): boolean {
  const used = mapping.filter((key) => key !== null);
  return mapping.length === header.length && new Set(used).size === used.length && chunkCount <= rowCount;
}

/** Two at once: the primary key decides which one is the first, and both read the same row afterwards. */
async function insertReceiving(batchId: BatchId, header: BatchHeader, sender: Sender, parts: Parts) {
  await parts.db
    .insertInto('batches')
    .values({
      batch_id: batchId,
      uploaded_by: sender.userGuid,
      ...headerColumns(header),
      payload_hash: sealHash(header.payloadHash, batchId, parts.keys),
      status: 'receiving',
      done_row_count: 0,
      created_count: 0,
      updated_count: 0,
      unchanged_count: 0,
      refused_count: 0,
      received_at: parts.clock(),
      attempts: 0,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function headerColumns(header: BatchHeader) {
  return {
    school_id: header.schoolId,
    // PostgreSQL takes neither a zero byte nor half a surrogate pair.
    file_name: header.fileName.toWellFormed().replaceAll('\0', ''),
    header: JSON.stringify(header.header),
    mapping: JSON.stringify(header.mapping),
    choices: JSON.stringify(header.choices),
    row_count: header.rowCount,
    chunk_count: header.chunkCount,
  };
}

function isSame(batch: Selectable<BatchTable>, header: BatchHeader, { keys }: Parts): boolean {
  const columns = Object.entries(headerColumns(header)) as [keyof BatchTable, unknown][];
  return (
    columns.every(([column, value]) => batch[column] === value) &&
    openHash(batch.payload_hash, batch.batch_id, keys) === header.payloadHash
  );
}

async function findChunks(batchId: BatchId, { db }: Parts): Promise<number[]> {
  const chunks = await db
    .selectFrom('batch_chunks')
    .select('chunk_index')
    .where('batch_id', '=', batchId)
    .orderBy('chunk_index')
    .execute();
  return chunks.map((chunk) => chunk.chunk_index);
}
