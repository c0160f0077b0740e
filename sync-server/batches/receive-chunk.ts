import type { Selectable } from 'kysely';
import { safeParse } from 'valibot';
import { toRows } from '#domain/batches/chunk-columns.ts';
import type { ChunkRow } from '#domain/batches/chunks.ts';
import type { BatchId } from '#domain/ids.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Roster } from '#domain/roster/roster.ts';
import { batchChunkSchema } from '#protocol/batches.ts';
import type { BatchTable } from '../database/schema.ts';
import type { Parts } from '../parts.ts';
import { digestOf, readContentDigest } from './chunk-digest.ts';
import { sealChunkPasswords } from './chunk-passwords.ts';
import { findOwnBatch, type Sender } from './own-batch.ts';
import { openHash, sealHash } from './sealed-hash.ts';
import { splitSecrets, type SplitRows } from './split-secrets.ts';

/** A chunk as it came in: its place in the batch, its JSON unzipped, and the `Content-Digest` header beside it. */
export interface IncomingChunk {
  readonly batchId: BatchId;
  readonly index: number;
  readonly bytes: Uint8Array;
  readonly contentDigest: string | undefined;
}

type ChunkRefusal = 'not_found' | 'request.malformed' | 'batch.chunk_damaged';

/**
 * Keeps one chunk of an announced batch; the same chunk again changes nothing, another one in its place is refused.
 * Typed passwords are sealed before anything is stored, and no column that holds secrets reaches the stored rows.
 */
export async function receiveChunk(
  chunk: IncomingChunk,
  sender: Sender,
  parts: Parts,
): Promise<Result<null, ChunkRefusal>> {
  const batch = await findOwnBatch(chunk.batchId, sender, parts);
  if (!batch) return refuse('not_found');
  const digest = digestOf(chunk.bytes);
  if (readContentDigest(chunk.contentDigest) !== digest) return refuse('batch.chunk_damaged');
  const sent = readChunk(chunk.bytes);
  if (!sent || chunk.index >= batch.chunk_count) return refuse('request.malformed');
  const split = splitSecrets(sent, columnsOf(batch));
  if (!split) return refuse('request.malformed');
  const isNew = await storeChunk(chunk, digest, split, parts);
  if (isNew || (await findDigest(chunk, parts)) === digest) return ok(null);
  return refuse('batch.chunk_damaged');
}

function columnsOf(batch: Selectable<BatchTable>): Pick<Roster, 'header' | 'mapping'> {
  const header = JSON.parse(batch.header) as Roster['header'];
  return { header, mapping: JSON.parse(batch.mapping) as Roster['mapping'] };
}

/** False when a chunk has this place already; of two at once the primary key lets one in. */
async function storeChunk(
  chunk: IncomingChunk,
  digest: string,
  { rows, passwords }: SplitRows,
  { db, keys }: Parts,
): Promise<boolean> {
  const name = { batch_id: chunk.batchId, chunk_index: chunk.index };
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('batch_chunks')
    .values({
      ...name,
      row_count: rows.length,
      digest: sealHash(digest, digestOwner(chunk), keys),
      rows: JSON.stringify(rows),
      sealed_passwords: sealChunkPasswords(passwords, name, keys),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Names the chunk whose digest is sealed. */
export function digestOwner({ batchId, index }: Pick<IncomingChunk, 'batchId' | 'index'>): string {
  return `${batchId}/${index}`;
}

/** The rows, or null when this is no chunk, or its rows are out of order. */
function readChunk(bytes: Uint8Array): ChunkRow[] | null {
  const parsed = safeParse(batchChunkSchema, parseJson(bytes));
  return parsed.success ? toRows(parsed.output) : null;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (trouble) {
    // Bytes that are no UTF-8 (TypeError) or no JSON (SyntaxError) came from outside; anything else is ours.
    if (trouble instanceof TypeError || trouble instanceof SyntaxError) return undefined;
    throw trouble;
  }
}

async function findDigest(chunk: IncomingChunk, { db, keys }: Parts): Promise<string | null> {
  const stored = await db
    .selectFrom('batch_chunks')
    .select('digest')
    .where('batch_id', '=', chunk.batchId)
    .where('chunk_index', '=', chunk.index)
    .executeTakeFirst();
  return stored ? openHash(stored.digest, digestOwner(chunk), keys) : null;
}
