import type { Kysely } from 'kysely';
import { passwordProblems } from '#domain/accounts/password-policy.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { DAY_MS, type Milliseconds } from '#domain/time.ts';
import type { Invitation } from '#protocol/district.ts';
import type { JoinRequest } from '#protocol/one-time-links.ts';
import { hashPassword } from '../accounts/typed-passwords.ts';
import { recordEvent } from '../audit/record-event.ts';
import { insertStaff, type NewStaff } from '../auth/insert-staff.ts';
import { createLink, findLink, type MadeLink, type OneTimeLink, useLink } from '../auth/one-time-links.ts';
import { type NewSession, openSession } from '../auth/open-session.ts';
import type { SignedIn } from '../auth/signed-in.ts';
import type { Database } from '../database/schema.ts';
import type { Parts } from '../parts.ts';
import { districtPolicy } from './settings.ts';
import { insertTeaching, schoolsAmong } from './teachers.repository.ts';

/** Over a weekend and a few days more. */
const LINK_LIFETIME: Milliseconds = 7 * DAY_MS;

type InvitingParts = Pick<Parts, 'db' | 'clock' | 'randomBytes' | 'keys' | 'newGuid'>;

/** Whom the link lets in, and to which schools; what stands in the link's row as JSON. */
export function readInvitation({ invitation }: Pick<OneTimeLink, 'invitation'>): Readonly<Invitation> {
  return JSON.parse(invitation ?? '{}') as Invitation;
}

/** Makes a link with which one teacher makes an account in these schools. */
export function inviteTeacher(
  { districtId, userGuid }: SignedIn,
  { firstName, lastName, schoolIds }: Invitation,
  parts: InvitingParts,
): Promise<Result<MadeLink, 'not_found'>> {
  return parts.db.transaction().execute(async (trx) => {
    const own = await schoolsAmong(trx, { districtId }, schoolIds);
    if (own.length < new Set(schoolIds).size) return refuse('not_found');
    const invitation = JSON.stringify({ firstName, lastName, schoolIds: own } satisfies Invitation);
    const link = { purpose: 'invitation', districtId, invitation, createdBy: userGuid } as const;
    const made = await createLink(trx, { ...link, lifetime: LINK_LIFETIME }, parts);
    const facts = { detail: 'invitation', schools: own.length } as const;
    await recordEvent(trx, { event: 'authn_token_created', districtId, actor: userGuid, facts }, parts);
    return ok(made);
  });
}

type JoinRefusal = 'link.spent' | 'username.taken' | 'password.not_allowed';

/** Makes the invited teacher's account, all or nothing, and signs the teacher in. */
export async function join(
  request: JoinRequest,
  parts: InvitingParts,
): Promise<Result<NewSession, JoinRefusal>> {
  const link = await findLink(parts.db, request.token, parts.clock());
  if (link?.purpose !== 'invitation' || link.district_id === null) return refuse('link.spent');
  const districtId = link.district_id;
  const policy = await districtPolicy({ districtId }, parts);
  if (passwordProblems(request.password, request, policy).length > 0) return refuse('password.not_allowed');
  const passwordHash = await hashPassword(request.password);
  const { firstName, lastName, username } = request;
  const account = { districtId, role: 'teacher', firstName, lastName, username, passwordHash } as const;
  const joining = { link, account };
  return parts.db
    .transaction()
    .execute((trx) => takeUp(trx, joining, parts))
    .catch((error: unknown) => {
      if (error instanceof LinkSpent) return refuse('link.spent');
      throw error;
    });
}

/** Undoes the account that was just made: the same link made another one at the same moment. */
class LinkSpent extends Error {
  override readonly name = 'LinkSpent';
}

interface Joining {
  readonly link: OneTimeLink;
  readonly account: NewStaff;
}

async function takeUp(
  trx: Kysely<Database>,
  { link, account }: Joining,
  parts: InvitingParts,
): Promise<Result<NewSession, JoinRefusal>> {
  const { districtId, role } = account;
  const userGuid = await insertStaff(trx, account, parts);
  // The link stays good, so that it can be tried again with another username.
  if (userGuid === null) return refuse('username.taken');
  if (!(await useLink(trx, link))) throw new LinkSpent();
  const { schoolIds } = readInvitation(link);
  await insertTeaching(trx, userGuid, await schoolsAmong(trx, { districtId }, schoolIds), parts.clock());
  const owner = { userGuid, role, mustChangePassword: false, attemptHash: null };
  const session = await openSession(trx, owner, parts);
  const facts = { detail: 'invitation', role } as const;
  const who = { districtId, actor: userGuid, subject: userGuid };
  await recordEvent(trx, { event: 'user_created', ...who, facts }, parts);
  return ok(session);
}
