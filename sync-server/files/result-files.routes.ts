import { Hono } from 'hono';
import { resultFileName } from '#domain/batches/result-file-name.ts';
import { fileQuerySchema, resultFileParamsSchema } from '#protocol/batches.ts';
import { recordFor } from '../audit/record-event.ts';
import { describe } from '../http/describe-route.ts';
import type { RequestEnv } from '../http/env.ts';
import { readPath, readQuery } from '../http/read.ts';
import { refuseRequest } from '../http/refuse-request.ts';
import { schoolScopeFor } from '../organizations/schools-of-person.ts';
import type { Parts } from '../parts.ts';
import { resultSheet, rowsInFile } from './result-sheets.ts';
import { findStoredBatch } from './stored-rows.ts';
import { attachment, fileMediaTypes, writeSheet } from './write-sheet.ts';

/** The three files of an upload. They are made for each request and stored nowhere. */
export function resultFileRoutes(parts: Parts): Hono<RequestEnv> {
  return new Hono<RequestEnv>().get(
    '/batches/:batchId/files/:kind',
    describe({
      summary: 'The uploaded, completed or error file of an upload',
      answer: { file: Object.values(fileMediaTypes) },
      refusals: ['not_found', 'batch.file_missing'],
    }),
    readPath(resultFileParamsSchema),
    readQuery(fileQuerySchema),
    async (c) => {
      const { batchId, kind } = c.req.valid('param');
      const { format, language } = c.req.valid('query');
      const batch = await findStoredBatch(batchId, parts);
      const school = batch && (await schoolScopeFor(c.var.person, 'batches.read', batch.schoolId, parts));
      if (!school) return refuseRequest(c, 'not_found');
      if (rowsInFile(kind, batch) === 0) return refuseRequest(c, 'batch.file_missing');
      // A Completed File may carry temporary passwords: who took one is kept.
      const facts = { detail: `${kind}-file`, batchId, format } as const;
      await recordFor(c.var.person, { event: 'sensitive_read', schoolId: school.schoolId, facts }, parts);
      const sheet = await resultSheet(batch, { kind, language }, parts);
      return c.body(writeSheet(sheet, format), 200, {
        'Content-Type': fileMediaTypes[format],
        'Content-Disposition': attachment(
          resultFileName(batch.fileName, { kind, format, language }, batch.isUndone),
        ),
        'X-Content-Type-Options': 'nosniff',
      });
    },
  );
}
