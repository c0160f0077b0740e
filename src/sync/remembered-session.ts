import * as v from 'valibot';
import { sessionSchema, type Session } from '#protocol/auth.ts';

const sessionKey = 'rollbook.session';
const farewellKey = 'rollbook.sign-out-owed';

/**
 * Who was signed in on this device when the server last answered, so that a teacher can go on without a network.
 * It opens nothing on the server: that takes the cookie, which no script can read. Students are not remembered.
 */
export function recallSession(storage: Storage): Session | null {
  const stored = storage.getItem(sessionKey);
  if (stored === null) return null;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), sessionSchema), stored);
  return parsed.success ? parsed.output : null;
}

export function rememberSession(storage: Storage, session: Session): void {
  storage.removeItem(farewellKey);
  if (session.role === 'student') storage.removeItem(sessionKey);
  else storage.setItem(sessionKey, JSON.stringify(session));
}

export function forgetSession(storage: Storage): void {
  storage.removeItem(sessionKey);
}

/** Signed out without a network: the server still has to be told, before anything else is asked. */
export function oweSignOut(storage: Storage): void {
  storage.setItem(farewellKey, 'yes');
}

export function isSignOutOwed(storage: Storage): boolean {
  return storage.getItem(farewellKey) !== null;
}

export function settleSignOut(storage: Storage): void {
  storage.removeItem(farewellKey);
}
