import * as v from 'valibot';
import { batchStatuses } from '#domain/batches/batch.ts';
import { ROWS_PER_CHUNK } from '#domain/batches/chunks.ts';
import { fileFormats, resultFileKinds } from '#domain/batches/result-files.ts';
import { fileLimits } from '#domain/roster/file-problem.ts';
import { columnMeanings } from '#domain/roster/template.ts';

const uuid = v.pipe(v.string(), v.uuid(), v.toLowerCase());
/** Lower-case hexadecimal SHA-256. */
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(count, v.minValue(1));

/**
 * `PUT /api/batches/:batchId`. `payloadHash` is SHA-256 over the chunk digests in order, each as lower-case hex,
 * joined by a line feed: the receipt repeats it, and the same id with another hash is refused.
 */
export const batchHeaderSchema = v.object({
  version: v.literal(1),
  schoolId: v.string(),
  fileName: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  header: v.pipe(v.array(v.pipe(v.string(), v.maxLength(1000))), v.minLength(1), v.maxLength(200)),
  /** `lastFirst` is known to servers since it exists; an older one refuses the header, and nothing is lost. */
  mapping: v.array(v.nullable(v.picklist(columnMeanings))),
  rowCount: v.pipe(count, v.minValue(1), v.maxValue(fileLimits.rows)),
  chunkCount: v.pipe(count, v.minValue(1)),
  payloadHash: sha256,
  choices: v.object({ existingStudents: v.picklist(['leave', 'update']) }),
});
export type BatchHeader = v.InferOutput<typeof batchHeaderSchema>;

/**
 * `PUT /api/batches/:batchId/chunks/:index`, JSON, gzip-encoded on the wire (`Content-Encoding: gzip`).
 * `Content-Digest: sha-256=:base64:` is over the uncompressed JSON bytes as the sender made them.
 * At most 500 rows, column by column; what each part means stands at `ChunkColumns`.
 */
export const batchChunkSchema = v.object({
  rowRuns: v.pipe(v.array(v.tuple([positive, positive])), v.minLength(1), v.maxLength(ROWS_PER_CHUNK)),
  columns: v.pipe(
    v.array(v.pipe(v.array(v.pipe(v.string(), v.maxLength(32_767))), v.maxLength(ROWS_PER_CHUNK))),
    v.maxLength(200),
  ),
  passwords: v.optional(
    v.pipe(v.array(v.tuple([positive, v.pipe(v.string(), v.maxLength(1024))])), v.maxLength(ROWS_PER_CHUNK)),
  ),
});

/** Which chunks the server holds already; the sender sends the others. `receipt` is set once the batch was committed. */
export const receiptSchema = v.object({ batchId: uuid, payloadHash: sha256, acceptedAt: v.number() });
export type Receipt = v.InferOutput<typeof receiptSchema>;

export const batchProgressSchema = v.object({ have: v.array(count), receipt: v.nullable(receiptSchema) });
export type BatchProgress = v.InferOutput<typeof batchProgressSchema>;

export const batchSummarySchema = v.object({
  batchId: uuid,
  schoolId: v.string(),
  fileName: v.string(),
  uploadedAt: v.number(),
  uploadedBy: v.string(),
  isOwn: v.boolean(),
  rowCount: count,
  doneRowCount: count,
  status: v.picklist(batchStatuses),
  finishedAt: v.nullable(v.number()),
  counts: v.object({ created: count, updated: count, unchanged: count, refused: count }),
  failure: v.nullable(v.picklist(['batch.rows_missing', 'batch.columns_missing', 'batch.gave_up'])),
  undoneAt: v.optional(v.nullable(v.number())),
  undoUntil: v.optional(v.nullable(v.number())),
});

export const batchIdParamsSchema = v.object({ batchId: uuid });
export const chunkParamsSchema = v.object({
  batchId: uuid,
  index: v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number)),
});

/** `GET /api/batches`; `after` is the `next` of the page before. */
export const batchListQuerySchema = v.object({ schoolId: v.string(), after: v.optional(v.string()) });

/** Newest first. */
export const batchListSchema = v.object({
  batches: v.array(batchSummarySchema),
  next: v.nullable(v.string()),
});
export type BatchList = v.InferOutput<typeof batchListSchema>;

export const fileQuerySchema = v.object({
  format: v.optional(v.picklist(fileFormats), 'csv'),
  language: v.optional(v.picklist(['en', 'es']), 'en'),
});
export const resultFileParamsSchema = v.object({ batchId: uuid, kind: v.picklist(resultFileKinds) });
