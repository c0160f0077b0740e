import { Hono } from 'hono';
import { SECOND_MS } from '#domain/time.ts';
import {
  schoolIndexPageSchema,
  schoolIndexQuerySchema,
  usernamesAskedSchema,
  usernamesTakenSchema,
} from '#protocol/school-index.ts';
import { recordFor } from '../audit/record-event.ts';
import { answer } from '../http/answer.ts';
import { describe } from '../http/describe-route.ts';
import type { RequestEnv } from '../http/env.ts';
import { readBody, readQuery } from '../http/read.ts';
import { refuseRequest } from '../http/refuse-request.ts';
import { requireSchool } from '../organizations/require-school.ts';
import type { Parts } from '../parts.ts';
import { indexPage, indexState } from './school-index.ts';
import { createAskingLimit, findTakenUsernames } from './taken-usernames.ts';

export function schoolIndexRoutes(parts: Parts): Hono<RequestEnv> {
  const routes = new Hono<RequestEnv>();
  routes.get(
    '/schools/:schoolId/index',
    describe({
      summary:
        'What a school has, for a review to compare with: students, classes and class places, never passwords',
      answer: schoolIndexPageSchema,
      refusals: ['not_found'],
    }),
    requireSchool('rosters.import', parts),
    readQuery(schoolIndexQuerySchema),
    async (c) => {
      const { after } = c.req.valid('query');
      if (after !== undefined) return answer(c, await indexPage(c.var.school, after, null, parts));
      const state = await indexState(c.var.school, parts);
      const etag = `"${state.etag}"`;
      // Who compresses on the way makes it a weak one.
      if (c.req.header('If-None-Match')?.replace(/^W\//, '') === etag)
        return c.body(null, 304, { ETag: etag });
      const { schoolId } = c.var.school;
      const facts = { detail: 'student-list' } as const;
      await recordFor(c.var.person, { event: 'sensitive_read', schoolId, facts }, parts);
      c.header('ETag', etag);
      return answer(c, await indexPage(c.var.school, undefined, state, parts));
    },
  );
  addTaken(routes, parts);
  return routes;
}

function addTaken(routes: Hono<RequestEnv>, parts: Parts): void {
  const limit = createAskingLimit();
  routes.post(
    '/usernames/taken',
    describe({
      summary: 'Which of these usernames somebody has',
      answer: usernamesTakenSchema,
      refusals: ['request.too_many'],
    }),
    readBody(usernamesAskedSchema),
    async (c) => {
      const { usernames } = c.req.valid('json');
      const waitMs = limit.count(c.var.person.userGuid, usernames.length, parts.clock());
      if (waitMs !== null) {
        return refuseRequest(c, 'request.too_many', { retryAfterSeconds: waitMs / SECOND_MS });
      }
      return answer(c, { taken: await findTakenUsernames(usernames, parts) });
    },
  );
}
