import type { Session } from '#protocol/auth.ts';
import { recordEvent } from '../audit/record-event.ts';
import { answer } from '../http/answer.ts';
import type { RequestContext } from '../http/env.ts';
import { refuseRequest } from '../http/refuse-request.ts';
import { schoolsOf } from '../organizations/schools-of-person.ts';
import { districtPolicy } from '../organizations/settings.ts';
import type { Parts } from '../parts.ts';
import type { NewSession } from './open-session.ts';
import { whoIs } from './require-session.ts';
import { readSessionCookie, setSessionCookie } from './session-cookie.ts';
import { hashToken } from './session-token.ts';
import { deleteSession, type SessionPerson } from './sessions.repository.ts';
import type { SignedIn } from './signed-in.ts';

/** A new session never lives beside the one the browser had. Gives back whose that was. */
export async function endSession(c: RequestContext, parts: Parts): Promise<SessionPerson | null> {
  const token = readSessionCookie(c);
  if (token === undefined) return null;
  return parts.db.transaction().execute(async (trx) => {
    const person = await deleteSession(trx, hashToken(token));
    if (person === null) return null;
    const who = { districtId: person.districtId, actor: person.userGuid, subject: person.userGuid };
    await recordEvent(trx, { event: 'session_expired', ...who, facts: { detail: 'sign-out' } }, parts);
    return person;
  });
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
  const { minLength, blockedWords } = await districtPolicy(person, parts);
  return {
    userGuid,
    username,
    firstName,
    lastName,
    role,
    mustChangePassword,
    schools: await schoolsOf(person, parts),
    passwordPolicy: { minLength, blockedWords: [...blockedWords] },
  };
}
