import { Hono } from 'hono';
import { sessionSchema, signInRequestSchema, welcomeRequestSchema } from '#protocol/auth.ts';
import { signOutQuerySchema } from '#protocol/device-secret.ts';
import { recordFor } from '../audit/record-event.ts';
import { answer, answerNothing } from '../http/answer.ts';
import { describe } from '../http/describe-route.ts';
import type { RequestEnv } from '../http/env.ts';
import { readBody, readQuery } from '../http/read.ts';
import { refuseRequest } from '../http/refuse-request.ts';
import type { Parts } from '../parts.ts';
import { answerWithSession, describeSession, endSession } from './answer-session.ts';
import { destroyDeviceSecret } from './device-secrets.ts';
import { requireAnySession } from './require-session.ts';
import { clearSessionCookie } from './session-cookie.ts';
import { setFirstPassword } from './set-password.ts';
import { signIn } from './sign-in.ts';
import { createUnknownNames } from './unknown-names.ts';

/** Signing in and out, and a student's first own password: the only routes without `requireSession` before them. */
export function authRoutes(parts: Parts): Hono<RequestEnv> {
  const routes = new Hono<RequestEnv>();
  addSignIn(routes, parts);
  addSignOut(routes, parts);
  routes.get(
    '/session',
    describe({ summary: 'Who is signed in', answer: sessionSchema, refusals: ['auth.required'] }),
    requireAnySession(parts),
    async (c) => answer(c, await describeSession(c.var.person, parts)),
  );
  addWelcome(routes, parts);
  return routes;
}

function addSignIn(routes: Hono<RequestEnv>, parts: Parts): void {
  const unknownNames = createUnknownNames();
  routes.post(
    '/sign-in',
    describe({
      summary: 'Sign in',
      answer: sessionSchema,
      refusals: ['auth.wrong_credentials', 'auth.password_expired', 'auth.too_many_tries'],
    }),
    readBody(signInRequestSchema),
    async (c) => {
      const result = await signIn(c.req.valid('json'), { ...parts, unknownNames });
      if (!result.ok) {
        c.var.log.info({ code: result.refusal.code }, 'a sign-in was refused');
        return refuseRequest(c, result.refusal.code, result.refusal);
      }
      await endSession(c, parts);
      return answerWithSession(c, result.value, parts);
    },
  );
}

function addSignOut(routes: Hono<RequestEnv>, parts: Parts): void {
  routes.post(
    '/sign-out',
    describe({ summary: 'Sign out, and say what the device may keep', answer: 'nothing' }),
    readQuery(signOutQuerySchema),
    async (c) => {
      const { device, forget } = c.req.valid('query');
      const person = await endSession(c, parts);
      if (person !== null && device !== undefined && forget !== 'nothing') {
        await destroyDeviceSecret({ userGuid: person.userGuid, deviceId: device }, parts);
        const facts = { detail: 'device-secret' } as const;
        await recordFor(person, { event: 'authn_token_revoked', subject: person.userGuid, facts }, parts);
      }
      clearSessionCookie(c);
      // Only the browser itself really wipes: what a page deletes stays readable on the disk for a while.
      if (forget === 'device') c.header('Clear-Site-Data', '"storage"');
      return answerNothing(c);
    },
  );
}

function addWelcome(routes: Hono<RequestEnv>, parts: Parts): void {
  routes.post(
    '/welcome',
    describe({
      summary: 'Set the permanent password after signing in with a temporary one',
      answer: sessionSchema,
      refusals: ['auth.required', 'auth.not_allowed', 'password.not_allowed'],
    }),
    requireAnySession(parts),
    readBody(welcomeRequestSchema),
    async (c) => {
      const result = await setFirstPassword(c.var.person, c.req.valid('json').newPassword, parts);
      if (!result.ok) return refuseRequest(c, result.refusal.code);
      return answerWithSession(c, result.value, parts);
    },
  );
}
