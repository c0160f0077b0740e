import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { isExpired } from '#domain/accounts/temporary-password.ts';
import { refuse, ok, type Result } from '#domain/result.ts';
import { SECOND_MS, type Milliseconds } from '#domain/time.ts';
import type { SignInRequest } from '#protocol/auth.ts';
import { recordAlone, recordEvent } from '../audit/record-event.ts';
import type { Database } from '../database/schema.ts';
import { temporaryPasswordLifetime } from '../organizations/settings.ts';
import type { Parts } from '../parts.ts';
import {
  type Account,
  findAccount,
  forgetTries,
  noteSignIn,
  useTemporaryPassword,
} from './accounts.repository.ts';
import { countTry } from './count-try.ts';
import type { OpenTry } from './throttle.ts';
import { type NewSession, openSession } from './open-session.ts';
import { deleteEndedSessions, deleteSessionOfAttempt } from './sessions.repository.ts';
import type { UnknownNames } from './unknown-names.ts';
import { isRightPassword } from './verify-typed.ts';

export interface SignInRefusal {
  readonly code: 'auth.wrong_credentials' | 'auth.password_expired' | 'auth.too_many_tries';
  readonly retryAfterSeconds?: number;
}

type SignInParts = Pick<Parts, 'db' | 'clock' | 'randomBytes' | 'keys'> & {
  readonly unknownNames: UnknownNames;
};

/**
 * Opens a session for a username and its password. A wrong name and a wrong password get the same answer after the
 * same time.
 *
 * A temporary password dies with the first sign-in, not when the permanent one is saved: a slip of paper that was
 * used once must open nothing, whoever finds it. The session it opened may do nothing but set a password. When the
 * answer to that first sign-in is lost, the page sends it again under the same `attempt`, and only then does the
 * password open a session once more, in place of the one nobody received.
 */
export async function signIn(
  request: SignInRequest,
  parts: SignInParts,
): Promise<Result<NewSession, SignInRefusal>> {
  const username = request.username.normalize('NFC').toLowerCase();
  const account = await findAccount(parts.db, username);
  const now = parts.clock();
  const counted = account
    ? await countTry(account.user_guid, parts)
    : parts.unknownNames.countTry(username, now);
  if (!counted.isOpen) return refuse(tooManyTries(counted.closedUntil - now));
  const isRight = await isRightPassword(request.password, account, parts.keys);
  if (account && !isRight) await recordFailure(account, counted, parts);
  if (!account || !isRight) return refuse({ code: 'auth.wrong_credentials' });
  const attemptHash = request.attempt === undefined ? null : hashAttempt(request.attempt);
  return parts.db.transaction().execute((trx) => letIn(trx, account, attemptHash, parts));
}

function tooManyTries(wait: Milliseconds): SignInRefusal {
  return { code: 'auth.too_many_tries', retryAfterSeconds: wait / SECOND_MS };
}

/** A name that nobody has belongs to no district's log; how often it is tried stands in the server's own. */
async function recordFailure(account: Account, counted: OpenTry, parts: SignInParts): Promise<void> {
  const about = { districtId: account.district_id, actor: null, subject: account.user_guid };
  const facts = { detail: 'wrong-password', failures: counted.failures } as const;
  await recordAlone({ event: 'authn_login_fail', ...about, facts }, parts);
  if (counted.closesUntil === null) return;
  const closing = { detail: 'locked', until: counted.closesUntil } as const;
  await recordAlone({ event: 'authn_login_lock', ...about, facts: closing }, parts);
}

async function letIn(
  trx: Kysely<Database>,
  account: Account,
  attemptHash: string | null,
  parts: SignInParts,
): Promise<Result<NewSession, SignInRefusal>> {
  const now = parts.clock();
  const mustChangePassword = account.password_state === 'temporary';
  if (mustChangePassword && !(await mayOpen(trx, account, attemptHash, now))) {
    await forgetTries(trx, account.user_guid);
    const about = { districtId: account.district_id, actor: null, subject: account.user_guid };
    const facts = { detail: 'expired-password' } as const;
    await recordEvent(trx, { event: 'authn_login_fail', ...about, facts }, parts);
    return refuse({ code: 'auth.password_expired' });
  }
  if (!(await noteSignIn(trx, account, now))) return refuse({ code: 'auth.wrong_credentials' });
  await deleteEndedSessions(trx, now);
  const owner = { userGuid: account.user_guid, role: account.role, mustChangePassword, attemptHash };
  const session = await openSession(trx, owner, parts);
  const who = { districtId: account.district_id, actor: account.user_guid, subject: account.user_guid };
  const facts = { temporaryPassword: mustChangePassword };
  await recordEvent(trx, { event: 'authn_login_success', ...who, facts }, parts);
  return ok(session);
}

/** Uses the temporary password up; a used one opens only for the attempt that used it and got no answer. */
async function mayOpen(
  trx: Kysely<Database>,
  account: Account,
  attemptHash: string | null,
  now: Milliseconds,
): Promise<boolean> {
  if (await isTooOld(trx, account, now)) return false;
  if (await useTemporaryPassword(trx, account, now)) return true;
  return attemptHash !== null && (await deleteSessionOfAttempt(trx, account.user_guid, attemptHash));
}

async function isTooOld(trx: Kysely<Database>, account: Account, now: Milliseconds): Promise<boolean> {
  const { district_id: districtId, temporary_issued_at: issuedAt } = account;
  return (
    issuedAt === null ||
    isExpired(issuedAt, now, await temporaryPasswordLifetime({ districtId }, { db: trx }))
  );
}

function hashAttempt(attempt: string): string {
  return createHash('sha256').update(attempt).digest('hex');
}
