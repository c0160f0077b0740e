import { Hono } from 'hono';
import {
  districtTeachersSchema,
  invitationMadeSchema,
  invitationSchema,
  teacherSchoolsSchema,
} from '#protocol/district.ts';
import { answer, answerNothing } from '../http/answer.ts';
import { describe } from '../http/describe-route.ts';
import type { RequestEnv } from '../http/env.ts';
import { readBody } from '../http/read.ts';
import { refuseRequest } from '../http/refuse-request.ts';
import type { Parts } from '../parts.ts';
import { inviteTeacher } from './invitation.ts';
import { changeSchools, endSessionsOfTeacher, listDistrictTeachers } from './manage-teachers.ts';
import { requireAdministrator } from './require-school.ts';

const refusals = ['auth.not_allowed', 'not_found'] as const;

/** A district's teachers, for its administrators. */
export function teacherRoutes(parts: Parts): Hono<RequestEnv> {
  const routes = new Hono<RequestEnv>();
  routes.get(
    '/district/teachers',
    describe({
      summary: 'The teachers of the district, and open invitations',
      answer: districtTeachersSchema,
      refusals: ['auth.not_allowed'],
    }),
    requireAdministrator,
    async (c) => answer(c, await listDistrictTeachers(c.var.district, parts)),
  );
  routes.post(
    '/district/invitations',
    describe({ summary: 'Invite a teacher', answer: invitationMadeSchema, status: 201, refusals }),
    requireAdministrator,
    readBody(invitationSchema),
    async (c) => {
      const result = await inviteTeacher(c.var.person, c.req.valid('json'), parts);
      return result.ok ? answer(c, result.value, 201) : refuseRequest(c, result.refusal);
    },
  );
  addChanges(routes, parts);
  return routes;
}

function addChanges(routes: Hono<RequestEnv>, parts: Parts): void {
  routes.put(
    '/district/teachers/:userGuid/schools',
    describe({ summary: 'Say in which schools a teacher teaches', answer: 'nothing', refusals }),
    requireAdministrator,
    readBody(teacherSchoolsSchema),
    async (c) => {
      const { schoolIds } = c.req.valid('json');
      const result = await changeSchools(c.var.person, c.req.param('userGuid'), schoolIds, parts);
      return result.ok ? answerNothing(c) : refuseRequest(c, result.refusal);
    },
  );
  routes.delete(
    '/district/teachers/:userGuid/sessions',
    describe({ summary: 'Sign a teacher out everywhere', answer: 'nothing', refusals }),
    requireAdministrator,
    async (c) => {
      const result = await endSessionsOfTeacher(c.var.person, c.req.param('userGuid'), parts);
      return result.ok ? answerNothing(c) : refuseRequest(c, result.refusal);
    },
  );
}
