import type { UserGuid } from '#domain/ids.ts';
import type { Session } from '#protocol/auth.ts';
import { answer } from '../http/answer.ts';
import type { RequestContext } from '../http/env.ts';
import { refuseRequest } from '../http/refuse-request.ts';
import { schoolsOf } from '../organizations/schools-of-person.ts';
import type { Parts } from '../parts.ts';
import type { NewSession } from './open-session.ts';
import { whoIs } from './require-session.ts';
import { readSessionCookie, setSessionCookie } from './session-cookie.ts';
import { hashToken } from './session-token.ts';
import { deleteSession } from './sessions.repository.ts';
import type { SignedIn } from './signed-in.ts';

/** A new session never lives beside the one the browser had. Gives back whose that was. */
export async function endSession(c: RequestContext, { db }: Parts): Promise<UserGuid | null> {
  const token = readSessionCookie(c);
  return token === undefined ? null : deleteSession(db, hashToken(token));
}

/** Gives the browser its new session, and says whose it is. */
export async function answerWithSession(
  c: RequestContext,
  session: NewSession,
  parts: Parts,
): Promise<Response> {
  setSessionCookie(c, session);
  const person = await whoIs(session.token, parts);
  if (person === null) return refuseRequest(c, 'auth.required');
  return answer(c, await describeSession(person, parts));
}

export async function describeSession(person: SignedIn, parts: Parts): Promise<Session> {
  const { userGuid, username, firstName, lastName, role, mustChangePassword } = person;
  return {
    userGuid,
    username,
    firstName,
    lastName,
    role,
    mustChangePassword,
    schools: await schoolsOf(person, parts),
  };
}
