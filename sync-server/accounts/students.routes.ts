import { Hono } from 'hono';
import { resetPasswordSchema, studentPageSchema, studentQuerySchema } from '#protocol/accounts.ts';
import { fileQuerySchema } from '#protocol/batches.ts';
import { recordFor } from '../audit/record-event.ts';
import { attachment, fileMediaTypes, writeSheet } from '../files/write-sheet.ts';
import { answer } from '../http/answer.ts';
import { describe } from '../http/describe-route.ts';
import type { RequestEnv } from '../http/env.ts';
import { readQuery } from '../http/read.ts';
import { refuseRequest } from '../http/refuse-request.ts';
import { requireSchool } from '../organizations/require-school.ts';
import type { Parts } from '../parts.ts';
import { exportNames, studentSheet } from './export-students.ts';
import { studentPage } from './list-students.ts';
import { resetPassword } from './reset-password.ts';

export function studentRoutes(parts: Parts): Hono<RequestEnv> {
  const routes = new Hono<RequestEnv>();
  routes.get(
    '/schools/:schoolId/students',
    describe({ summary: 'Find students of a school', answer: studentPageSchema, refusals: ['not_found'] }),
    requireSchool('students.read', parts),
    readQuery(studentQuerySchema),
    async (c) => answer(c, await studentPage(c.var.school, c.req.valid('query'), parts)),
  );
  addReset(routes, parts);
  addExport(routes, parts);
  return routes;
}

function addReset(routes: Hono<RequestEnv>, parts: Parts): void {
  routes.post(
    '/schools/:schoolId/students/:userGuid/reset-password',
    describe({
      summary: 'Give a student a new temporary password',
      answer: resetPasswordSchema,
      refusals: ['not_found'],
    }),
    requireSchool('students.reset-password', parts),
    async (c) => {
      const userGuid = c.req.param('userGuid');
      const result = await resetPassword(c.var.school, { userGuid, by: c.var.person.userGuid }, parts);
      if (!result.ok) return refuseRequest(c, result.refusal.code);
      c.var.log.info({ by: c.var.person.userGuid, userGuid }, 'a password was reset');
      return answer(c, result.value);
    },
  );
}

function addExport(routes: Hono<RequestEnv>, parts: Parts): void {
  const file = Object.values(fileMediaTypes);
  routes.get(
    '/schools/:schoolId/student-export',
    describe({
      summary: 'All students of a school as a roster file',
      answer: { file },
      refusals: ['not_found'],
    }),
    requireSchool('students.read', parts),
    readQuery(fileQuerySchema),
    async (c) => {
      const { format, language } = c.req.valid('query');
      const { schoolId } = c.var.school;
      const facts = { detail: 'student-list', format } as const;
      await recordFor(c.var.person, { event: 'sensitive_read', schoolId, facts }, parts);
      const sheet = studentSheet(c.var.school, language, parts);
      return c.body(writeSheet(sheet, format), 200, {
        'Content-Type': fileMediaTypes[format],
        'Content-Disposition': attachment(`${exportNames[language]}.${format}`),
      });
    },
  );
}
