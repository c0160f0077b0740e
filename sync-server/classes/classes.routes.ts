import { Hono } from 'hono';
import { fileQuerySchema } from '#protocol/batches.ts';
import { classListSchema } from '#protocol/classes.ts';
import { recordFor } from '../audit/record-event.ts';
import { attachment, fileMediaTypes, writeSheet } from '../files/write-sheet.ts';
import { answer } from '../http/answer.ts';
import { describe } from '../http/describe-route.ts';
import type { RequestEnv } from '../http/env.ts';
import { readQuery } from '../http/read.ts';
import { requireSchool } from '../organizations/require-school.ts';
import type { Parts } from '../parts.ts';
import { listClasses } from './classes.repository.ts';
import { classExportNames, classSheet } from './export-classes.ts';

export function classRoutes(parts: Parts): Hono<RequestEnv> {
  const routes = new Hono<RequestEnv>();
  routes.get(
    '/schools/:schoolId/classes',
    describe({ summary: 'The classes of a school', answer: classListSchema, refusals: ['not_found'] }),
    requireSchool('students.read', parts),
    async (c) => answer(c, { classes: await listClasses(c.var.school, parts) }),
  );
  routes.get(
    '/schools/:schoolId/class-export',
    describe({
      summary: 'All classes of a school as the class columns of a roster file',
      answer: { file: Object.values(fileMediaTypes) },
      refusals: ['not_found'],
    }),
    requireSchool('students.read', parts),
    readQuery(fileQuerySchema),
    async (c) => {
      const { format, language } = c.req.valid('query');
      const { schoolId } = c.var.school;
      const facts = { detail: 'classes', format } as const;
      await recordFor(c.var.person, { event: 'sensitive_read', schoolId, facts }, parts);
      return c.body(writeSheet(classSheet(c.var.school, language, parts), format), 200, {
        'Content-Type': fileMediaTypes[format],
        'Content-Disposition': attachment(`${classExportNames[language]}.${format}`),
      });
    },
  );
  return routes;
}
