import { Hono } from 'hono';
import {
  batchChunkSchema,
  batchHeaderSchema,
  batchIdParamsSchema,
  batchListQuerySchema,
  batchListSchema,
  batchProgressSchema,
  batchSummarySchema,
  chunkParamsSchema,
  receiptSchema,
} from '#protocol/batches.ts';
import { answer, answerNothing } from '../http/answer.ts';
import { describe } from '../http/describe-route.ts';
import type { RequestEnv } from '../http/env.ts';
import { readBody, readPath, readQuery } from '../http/read.ts';
import { refuseRequest } from '../http/refuse-request.ts';
import { schoolScopeFor } from '../organizations/schools-of-person.ts';
import type { Parts } from '../parts.ts';
import { commitBatch } from './commit-batch.ts';
import { findBatch, listBatches } from './list-batches.ts';
import { findOwnBatch } from './own-batch.ts';
import { receiveBatch } from './receive-batch.ts';
import { receiveChunk } from './receive-chunk.ts';
import { unzipChunk } from './unzip-chunk.ts';

const PAGE_SIZE = 50;

/** Uploads: announced, sent chunk by chunk, committed; and the history of a school. */
export function batchRoutes(parts: Parts, wakeJobs: () => void): Hono<RequestEnv> {
  const routes = new Hono<RequestEnv>();
  addHeader(routes, parts);
  addChunk(routes, parts);
  addCommit(routes, parts, wakeJobs);
  addHistory(routes, parts);
  return routes;
}

function addHeader(routes: Hono<RequestEnv>, parts: Parts): void {
  routes.put(
    '/batches/:batchId',
    describe({
      summary: 'Announce an upload, or ask which of its chunks are here',
      answer: batchProgressSchema,
      refusals: ['request.malformed', 'not_found', 'batch.id_reused'],
    }),
    readPath(batchIdParamsSchema),
    readBody(batchHeaderSchema),
    async (c) => {
      const header = c.req.valid('json');
      const { person } = c.var;
      if (!(await schoolScopeFor(person, 'rosters.import', header.schoolId, parts))) {
        return refuseRequest(c, 'not_found');
      }
      const result = await receiveBatch(c.req.valid('param').batchId, header, person, parts);
      return result.ok ? answer(c, result.value) : refuseRequest(c, result.refusal);
    },
  );
}

function addChunk(routes: Hono<RequestEnv>, parts: Parts): void {
  routes.put(
    '/batches/:batchId/chunks/:index',
    describe({
      summary: 'Send one chunk of rows (gzip, with Content-Digest over the JSON)',
      body: batchChunkSchema,
      answer: 'nothing',
      refusals: ['request.malformed', 'request.too_large', 'not_found', 'batch.chunk_damaged'],
    }),
    readPath(chunkParamsSchema),
    async (c) => {
      const body = new Uint8Array(await c.req.arrayBuffer());
      const unzipped = await unzipChunk(body, c.req.header('Content-Encoding'));
      if (!unzipped.ok) return refuseRequest(c, unzipped.refusal);
      const contentDigest = c.req.header('Content-Digest');
      const chunk = { ...c.req.valid('param'), bytes: unzipped.value, contentDigest };
      const result = await receiveChunk(chunk, c.var.person, parts);
      return result.ok ? answerNothing(c) : refuseRequest(c, result.refusal);
    },
  );
}

function addCommit(routes: Hono<RequestEnv>, parts: Parts, wakeJobs: () => void): void {
  routes.post(
    '/batches/:batchId/commit',
    describe({
      summary: 'End the sending: the upload is queued and its receipt given',
      answer: receiptSchema,
      status: 202,
      refusals: ['not_found', 'batch.chunks_missing', 'batch.chunk_damaged'],
    }),
    readPath(batchIdParamsSchema),
    async (c) => {
      const { batchId } = c.req.valid('param');
      // Whoever lost the school since the first chunk takes nothing in with the last.
      const batch = await findOwnBatch(batchId, c.var.person, parts);
      const school = batch && (await schoolScopeFor(c.var.person, 'rosters.import', batch.school_id, parts));
      if (!school) return refuseRequest(c, 'not_found');
      const result = await commitBatch(batchId, c.var.person, parts);
      if (!result.ok) return refuseRequest(c, result.refusal);
      wakeJobs();
      return answer(c, result.value, 202);
    },
  );
}

function addHistory(routes: Hono<RequestEnv>, parts: Parts): void {
  routes.get(
    '/batches',
    describe({
      summary: 'The uploads of a school, newest first',
      answer: batchListSchema,
      refusals: ['request.malformed', 'not_found'],
    }),
    readQuery(batchListQuerySchema),
    async (c) => {
      const { schoolId, after = null } = c.req.valid('query');
      const school = await schoolScopeFor(c.var.person, 'batches.read', schoolId, parts);
      if (!school) return refuseRequest(c, 'not_found');
      return answer(
        c,
        await listBatches({ scope: school, viewer: c.var.person, after, count: PAGE_SIZE }, parts),
      );
    },
  );
  routes.get(
    '/batches/:batchId',
    describe({ summary: 'One upload', answer: batchSummarySchema, refusals: ['not_found'] }),
    readPath(batchIdParamsSchema),
    async (c) => {
      const batch = await findBatch(c.req.valid('param').batchId, c.var.person, parts);
      const school = batch && (await schoolScopeFor(c.var.person, 'batches.read', batch.schoolId, parts));
      return batch && school ? answer(c, batch) : refuseRequest(c, 'not_found');
    },
  );
}
