import type { Kysely } from 'kysely';
import { type PasswordOwner, passwordProblems } from '#domain/accounts/password-policy.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { hashPassword } from '../accounts/typed-passwords.ts';
import { recordEvent } from '../audit/record-event.ts';
import type { Database } from '../database/schema.ts';
import { districtPolicy } from '../organizations/settings.ts';
import type { Parts } from '../parts.ts';
import { findAccount } from './accounts.repository.ts';
import { type NewSession, openSession } from './open-session.ts';
import { findPasswordOwners, replaceTemporaryPassword } from './passwords.repository.ts';
import { deleteSessionsOf } from './sessions.repository.ts';
import type { SignedIn } from './signed-in.ts';
import { isRightPassword } from './verify-typed.ts';

export type SetPasswordRefusal = {
  readonly code: 'auth.not_allowed' | 'auth.required' | 'password.not_allowed';
};

type SetPasswordParts = Pick<Parts, 'db' | 'clock' | 'randomBytes' | 'keys'>;

/**
 * Sets the permanent password of someone who signed in with a temporary one, ends all sessions of that person and
 * opens a fresh one. When the answer is lost, the new password already opens the door.
 */
export async function setFirstPassword(
  person: SignedIn,
  newPassword: string,
  parts: SetPasswordParts,
): Promise<Result<NewSession, SetPasswordRefusal>> {
  if (!person.mustChangePassword) return refuse({ code: 'auth.not_allowed' });
  if (!(await isAllowed(person, newPassword, parts))) return refuse({ code: 'password.not_allowed' });
  const passwordHash = await hashPassword(newPassword);
  return parts.db.transaction().execute((trx) => save(trx, person, passwordHash, parts));
}

async function save(
  trx: Kysely<Database>,
  person: SignedIn,
  passwordHash: string,
  parts: SetPasswordParts,
): Promise<Result<NewSession, SetPasswordRefusal>> {
  // A teacher's reset in between wins: it ended this session and gave out a new temporary password.
  if (!(await replaceTemporaryPassword(trx, person.userGuid, passwordHash, parts.clock()))) {
    return refuse({ code: 'auth.required' });
  }
  await deleteSessionsOf(trx, person.userGuid);
  const owner = {
    userGuid: person.userGuid,
    role: person.role,
    mustChangePassword: false,
    attemptHash: null,
  };
  const session = await openSession(trx, owner, parts);
  const who = { districtId: person.districtId, actor: person.userGuid, subject: person.userGuid };
  const facts = { detail: 'first-password' } as const;
  await recordEvent(trx, { event: 'authn_password_change', ...who, facts }, parts);
  return ok(session);
}

/** By the district's policy, and never the temporary password itself. */
async function isAllowed(person: SignedIn, newPassword: string, parts: SetPasswordParts): Promise<boolean> {
  const owners: readonly PasswordOwner[] = await findPasswordOwners(parts.db, person.userGuid);
  const policy = await districtPolicy(person, parts);
  if (owners.some((owner) => passwordProblems(newPassword, owner, policy).length > 0)) return false;
  const account = await findAccount(parts.db, person.username);
  return !(await isRightPassword(newPassword, account, parts.keys));
}
