import type { Kysely } from 'kysely';
import { defaultPasswordPolicy, passwordProblems } from '#domain/accounts/password-policy.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { DAY_MS, type Milliseconds } from '#domain/time.ts';
import type { SetUpRequest } from '#protocol/one-time-links.ts';
import { hashPassword } from '../accounts/typed-passwords.ts';
import { recordEvent } from '../audit/record-event.ts';
import { insertStaff } from '../auth/insert-staff.ts';
import {
  clearSetUpLinks,
  createLink,
  findLink,
  type MadeLink,
  type OneTimeLink,
  useLink,
} from '../auth/one-time-links.ts';
import { type NewSession, openSession } from '../auth/open-session.ts';
import type { Database } from '../database/schema.ts';
import type { Parts } from '../parts.ts';
import { insertSchool } from './schools.repository.ts';

/** Whoever starts a server opens the link now; a new start makes a new one. */
const LINK_LIFETIME: Milliseconds = DAY_MS;

type SetUpRefusal = 'link.spent' | 'password.not_allowed';
type SetUpParts = Pick<Parts, 'db' | 'clock' | 'randomBytes' | 'newGuid' | 'keys'>;

/** A fresh link for the first administrator, which voids all before it; null once somebody has an account. */
export async function makeSetUpLink(parts: SetUpParts): Promise<MadeLink | null> {
  return parts.db.transaction().execute(async (trx) => {
    await clearSetUpLinks(trx, parts.clock());
    if (await hasPeople(trx)) return null;
    const link = { purpose: 'set-up', districtId: null, invitation: null, createdBy: null } as const;
    return createLink(trx, { ...link, lifetime: LINK_LIFETIME }, parts);
  });
}

/** Makes the district, its first school and its administrator, all or nothing, and signs the administrator in. */
export async function setUp(
  request: SetUpRequest,
  parts: SetUpParts,
): Promise<Result<NewSession, SetUpRefusal>> {
  const link = await findLink(parts.db, request.token, parts.clock());
  if (link?.purpose !== 'set-up') return refuse('link.spent');
  if (passwordProblems(request.password, request, defaultPasswordPolicy).length > 0)
    return refuse('password.not_allowed');
  const passwordHash = await hashPassword(request.password);
  return parts.db.transaction().execute((trx) => found(trx, { request, link, passwordHash }, parts));
}

interface Founding {
  readonly request: SetUpRequest;
  readonly link: OneTimeLink;
  readonly passwordHash: string;
}

async function found(
  trx: Kysely<Database>,
  { request, link, passwordHash }: Founding,
  parts: SetUpParts,
): Promise<Result<NewSession, SetUpRefusal>> {
  if (!(await useLink(trx, link)) || (await hasPeople(trx))) return refuse('link.spent');
  const { districtName, schoolName, firstName, lastName, username } = request;
  const districtId = parts.newGuid();
  await trx
    .insertInto('districts')
    .values({ district_id: districtId, name: districtName, created_at: parts.clock() })
    .execute();
  await insertSchool(trx, { districtId }, schoolName, parts);
  const account = { districtId, role: 'administrator', firstName, lastName, username, passwordHash } as const;
  const userGuid = await insertStaff(trx, account, parts);
  // Nobody has an account yet, so nobody has the name.
  if (userGuid === null) throw new Error('The first account of all has a username that is taken.');
  const owner = { userGuid, role: account.role, mustChangePassword: false, attemptHash: null };
  const session = await openSession(trx, owner, parts);
  const facts = { detail: 'set-up', role: account.role } as const;
  const who = { districtId, actor: userGuid, subject: userGuid };
  await recordEvent(trx, { event: 'user_created', ...who, facts }, parts);
  return ok(session);
}

async function hasPeople(db: Kysely<Database>): Promise<boolean> {
  return (await db.selectFrom('users').select('user_guid').limit(1).executeTakeFirst()) !== undefined;
}
