import { Hono } from 'hono';
import { sessionSchema } from '#protocol/auth.ts';
import {
  joinRequestSchema,
  linkQuestionSchema,
  linkSchema,
  setUpRequestSchema,
} from '#protocol/one-time-links.ts';
import { answerWithSession, endSession } from '../auth/answer-session.ts';
import { answer } from '../http/answer.ts';
import { describe } from '../http/describe-route.ts';
import type { RequestEnv } from '../http/env.ts';
import { readBody } from '../http/read.ts';
import { refuseRequest } from '../http/refuse-request.ts';
import type { Parts } from '../parts.ts';
import { join } from './invitation.ts';
import { readLink } from './read-link.ts';
import { setUp } from './set-up.ts';

/** What a one-time link opens. Whoever has the link needs no session; it is let in by 256 random bits. */
export function linkRoutes(parts: Parts): Hono<RequestEnv> {
  const routes = new Hono<RequestEnv>();
  routes.post(
    '/links',
    describe({ summary: 'What a one-time link is for', answer: linkSchema, refusals: ['link.spent'] }),
    readBody(linkQuestionSchema),
    async (c) => {
      const link = await readLink(c.req.valid('json').token, parts);
      return link === null ? refuseRequest(c, 'link.spent') : answer(c, link);
    },
  );
  routes.post(
    '/set-up',
    describe({
      summary: 'Make the district, its first school and its first administrator',
      answer: sessionSchema,
      refusals: ['link.spent', 'password.not_allowed'],
    }),
    readBody(setUpRequestSchema),
    async (c) => {
      const result = await setUp(c.req.valid('json'), parts);
      if (!result.ok) return refuseRequest(c, result.refusal);
      await endSession(c, parts);
      return answerWithSession(c, result.value, parts);
    },
  );
  routes.post(
    '/join',
    describe({
      summary: 'Take an invitation up: make the account of a teacher',
      answer: sessionSchema,
      refusals: ['link.spent', 'username.taken', 'password.not_allowed'],
    }),
    readBody(joinRequestSchema),
    async (c) => {
      const result = await join(c.req.valid('json'), parts);
      if (!result.ok) return refuseRequest(c, result.refusal);
      await endSession(c, parts);
      return answerWithSession(c, result.value, parts);
    },
  );
  return routes;
}
