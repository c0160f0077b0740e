import * as v from 'valibot';
import { sessionSchema, type Session } from '#protocol/auth.ts';
import { readProfile, storeProfile } from '#storage/profile.ts';

/** Keeps who this is, names and all, sealed: shown again when the person's keys are open. */
export function storeSession(session: Session): Promise<void> {
  return storeProfile(session.userGuid, session);
}

/** Null when there is nothing, it is locked, or it is of an older shape. */
export async function readStoredSession(userGuid: string): Promise<Session | null> {
  const parsed = v.safeParse(sessionSchema, await readProfile(userGuid));
  return parsed.success ? parsed.output : null;
}
