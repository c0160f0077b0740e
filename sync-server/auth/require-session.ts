import { personHeader } from '#protocol/media-type.ts';
import type { Step } from '../http/env.ts';
import { refuseRequest } from '../http/refuse-request.ts';
import type { Parts } from '../parts.ts';
import { readSessionCookie } from './session-cookie.ts';
import { isSessionAlive, TOUCH_EVERY } from './session-lifetime.ts';
import { hashToken } from './session-token.ts';
import { findSession, touchSession } from './sessions.repository.ts';
import type { SignedIn } from './signed-in.ts';

type SessionParts = Pick<Parts, 'db' | 'clock'>;

/** Lets signed-in people pass and tells the route who it is; whoever must still set a password does not pass. */
export function requireSession(parts: SessionParts): Step {
  return async (c, next) => {
    const person = await whoIs(readSessionCookie(c), parts);
    if (person === null || isMeantForAnother(c.req.header(personHeader), person)) {
      return refuseRequest(c, 'auth.required');
    }
    if (person.mustChangePassword) return refuseRequest(c, 'auth.password_change_required');
    c.set('person', person);
    return next();
  };
}

/** Whoever signed in on a shared device a moment ago: what another tab asks in the name of the one before is not theirs. */
function isMeantForAnother(name: string | undefined, { userGuid }: SignedIn): boolean {
  return name !== undefined && name !== userGuid;
}

/** Like `requireSession`, also for who must still set a permanent password: for the few routes that lead there. */
export function requireAnySession(parts: SessionParts): Step {
  return async (c, next) => {
    const person = await whoIs(readSessionCookie(c), parts);
    if (person === null) return refuseRequest(c, 'auth.required');
    c.set('person', person);
    return next();
  };
}

/** Whether the session is still alive. Unlike a request it does not count as a sign of life. */
export async function isSessionOpen(tokenHash: string, { db, clock }: SessionParts): Promise<boolean> {
  const found = await findSession(db, tokenHash);
  if (!found) return false;
  const { role, last_seen_at: lastSeenAt, expires_at: expiresAt } = found;
  return isSessionAlive({ role, lastSeenAt, expiresAt }, clock());
}

/** Whose session this cookie names; null when it names none that is alive. */
export async function whoIs(
  token: string | undefined,
  { db, clock }: SessionParts,
): Promise<SignedIn | null> {
  if (token === undefined) return null;
  const tokenHash = hashToken(token);
  const found = await findSession(db, tokenHash);
  const now = clock();
  if (!found) return null;
  const { role, last_seen_at: lastSeenAt, expires_at: expiresAt } = found;
  if (!isSessionAlive({ role, lastSeenAt, expiresAt }, now)) return null;
  if (now - lastSeenAt >= TOUCH_EVERY) await touchSession(db, tokenHash, now);
  return {
    userGuid: found.user_guid,
    districtId: found.district_id,
    role,
    username: found.username,
    firstName: found.first_name,
    lastName: found.last_name,
    mustChangePassword: found.must_change_password === 1,
    tokenHash,
  };
}
