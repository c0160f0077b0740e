import { Hono } from 'hono';
import { batchIdParamsSchema } from '#protocol/batches.ts';
import { outcomePageSchema, type OutcomePage, outcomeQuerySchema } from '#protocol/outcomes.ts';
import { recordFor } from '../audit/record-event.ts';
import { answer } from '../http/answer.ts';
import { describe } from '../http/describe-route.ts';
import type { RequestEnv } from '../http/env.ts';
import { readPath, readQuery } from '../http/read.ts';
import { refuseRequest } from '../http/refuse-request.ts';
import { schoolScopeFor } from '../organizations/schools-of-person.ts';
import type { Parts } from '../parts.ts';
import { outcomePage } from './outcome-pages.ts';
import { findStoredBatch } from './stored-rows.ts';

/** What the result files are made from, so that a device can make them again without a network. */
export function outcomeRoutes(parts: Parts): Hono<RequestEnv> {
  return new Hono<RequestEnv>().get(
    '/batches/:batchId/outcomes',
    describe({
      summary: 'What became of each row of a finished upload',
      answer: outcomePageSchema,
      refusals: ['not_found', 'batch.file_missing'],
    }),
    readPath(batchIdParamsSchema),
    readQuery(outcomeQuerySchema),
    async (c) => {
      const { batchId } = c.req.valid('param');
      const index = c.req.valid('query').after ?? 0;
      const batch = await findStoredBatch(batchId, parts);
      const school = batch && (await schoolScopeFor(c.var.person, 'batches.read', batch.schoolId, parts));
      if (!school) return refuseRequest(c, 'not_found');
      if (!batch.isFinished || index >= batch.chunkCount) return refuseRequest(c, 'batch.file_missing');
      // As with a Completed File: who took temporary passwords is kept.
      if (index === 0) {
        const facts = { detail: 'outcomes', batchId } as const;
        await recordFor(c.var.person, { event: 'sensitive_read', schoolId: school.schoolId, facts }, parts);
      }
      const page: OutcomePage = {
        header: [...batch.header],
        // Whoever reads this needs passwords and GUIDs only; an older app knows the template's columns and no others.
        mapping: batch.mapping.map((meaning) => (meaning === 'lastFirst' ? null : meaning)),
        // The schema's own types are not read-only.
        rows: (await outcomePage(batch, index, parts)) as OutcomePage['rows'],
        next: index + 1 < batch.chunkCount ? String(index + 1) : null,
      };
      return answer(c, page);
    },
  );
}
