import { Hono } from 'hono';
import { cardsAskedSchema, loginCardsSchema, passwordResetsSchema } from '#protocol/login-cards.ts';
import { answer } from '../http/answer.ts';
import { describe } from '../http/describe-route.ts';
import type { RequestEnv } from '../http/env.ts';
import { readBody } from '../http/read.ts';
import { requireSchool } from '../organizations/require-school.ts';
import type { Parts } from '../parts.ts';
import { loginCards } from './login-cards.ts';
import { resetPasswords } from './reset-passwords.ts';

/** Both are POST: a list of students is too long for an address, and addresses are logged. */
export function loginCardRoutes(parts: Parts): Hono<RequestEnv> {
  const routes = new Hono<RequestEnv>();
  routes.post(
    '/schools/:schoolId/login-cards',
    describe({
      summary: 'What stands on the login cards of these students',
      answer: loginCardsSchema,
      refusals: ['not_found'],
    }),
    requireSchool('students.reset-password', parts),
    readBody(cardsAskedSchema),
    async (c) => {
      const { userGuids } = c.req.valid('json');
      return answer(c, { cards: await loginCards(c.var.school, userGuids, c.var.person.userGuid, parts) });
    },
  );
  routes.post(
    '/schools/:schoolId/password-resets',
    describe({
      summary: 'Give several students new temporary passwords',
      answer: loginCardsSchema,
      refusals: ['not_found'],
    }),
    requireSchool('students.reset-password', parts),
    readBody(passwordResetsSchema),
    async (c) => {
      const actor = c.var.person.userGuid;
      const cards = await resetPasswords(c.var.school, { ...c.req.valid('json'), actor }, parts);
      c.var.log.info({ by: actor, count: cards.length }, 'several passwords were reset');
      return answer(c, { cards });
    },
  );
  return routes;
}
