import { Hono } from 'hono';
import {
  auditCheckSchema,
  auditExportQuerySchema,
  auditPageSchema,
  auditQuerySchema,
  type AuditCheck,
} from '#protocol/audit.ts';
import { attachment, fileMediaTypes } from '../files/write-sheet.ts';
import { answer } from '../http/answer.ts';
import { describe } from '../http/describe-route.ts';
import type { RequestEnv } from '../http/env.ts';
import { readQuery } from '../http/read.ts';
import { requireAdministrator } from '../organizations/require-school.ts';
import type { Parts } from '../parts.ts';
import { auditCsv } from './export-log.ts';
import { auditPage } from './read-log.ts';
import { recordFor } from './record-event.ts';
import { verifyLog } from './verify-log.ts';

/** The district's audit log, for its administrators. */
export function auditRoutes(parts: Parts): Hono<RequestEnv> {
  const routes = new Hono<RequestEnv>();
  routes.get(
    '/district/audit',
    describe({
      summary: 'The audit log, newest first',
      answer: auditPageSchema,
      refusals: ['auth.not_allowed'],
    }),
    requireAdministrator,
    readQuery(auditQuerySchema),
    async (c) => answer(c, await auditPage(c.var.district, c.req.valid('query'), parts)),
  );
  routes.get(
    '/district/audit-check',
    describe({
      summary: 'Whether the audit log is as it was written',
      answer: auditCheckSchema,
      refusals: ['auth.not_allowed'],
    }),
    requireAdministrator,
    async (c) => {
      const check = await verifyLog(c.var.district, parts);
      const entryCount = check.isWhole ? check.entryCount : check.brokenAt - 1;
      const brokenAt = check.isWhole ? null : check.brokenAt;
      return answer(c, { isWhole: check.isWhole, entryCount, brokenAt } satisfies AuditCheck);
    },
  );
  addExport(routes, parts);
  return routes;
}

function addExport(routes: Hono<RequestEnv>, parts: Parts): void {
  routes.get(
    '/district/audit-export',
    describe({
      summary: 'The audit log as a file',
      answer: { file: [fileMediaTypes.csv] },
      refusals: ['auth.not_allowed'],
    }),
    requireAdministrator,
    readQuery(auditExportQuerySchema),
    async (c) => {
      const facts = { detail: 'audit-export' } as const;
      await recordFor(c.var.person, { event: 'sensitive_read', facts }, parts);
      return c.body(auditCsv(c.var.district, c.req.valid('query'), parts), 200, {
        'Content-Type': fileMediaTypes.csv,
        'Content-Disposition': attachment('audit-log.csv'),
      });
    },
  );
}
