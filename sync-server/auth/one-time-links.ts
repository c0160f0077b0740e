import type { Kysely, Selectable } from 'kysely';
import type { DistrictId, UserGuid } from '#domain/ids.ts';
import type { Milliseconds } from '#domain/time.ts';
import type { Database, OneTimeLinkTable } from '../database/schema.ts';
import type { DistrictScope } from '../organizations/scope.ts';
import type { Parts } from '../parts.ts';
import { hashToken, newToken } from './session-token.ts';

type Db = Kysely<Database>;

export type OneTimeLink = Selectable<OneTimeLinkTable>;

export interface NewLink {
  readonly purpose: OneTimeLink['purpose'];
  readonly districtId: DistrictId | null;
  /** What else the link carries, as JSON; null when nothing. */
  readonly invitation: string | null;
  readonly createdBy: UserGuid | null;
  readonly lifetime: Milliseconds;
}

export interface MadeLink {
  /** Leaves the server once, in the link; only its hash is kept. */
  readonly token: string;
  readonly expiresAt: Milliseconds;
}

/** Makes a link that opens once and not after its lifetime. */
export async function createLink(
  db: Db,
  link: NewLink,
  parts: Pick<Parts, 'clock' | 'randomBytes'>,
): Promise<MadeLink> {
  const token = newToken(parts);
  const now = parts.clock();
  await db
    .insertInto('one_time_links')
    .values({
      token_hash: hashToken(token),
      purpose: link.purpose,
      district_id: link.districtId,
      invitation: link.invitation,
      created_by: link.createdBy,
      created_at: now,
      expires_at: now + link.lifetime,
    })
    .execute();
  return { token, expiresAt: now + link.lifetime };
}

/** The link with this token while it can still be used; undefined when it was used, ran out or never was. */
export function findLink(db: Db, token: string, now: Milliseconds): Promise<OneTimeLink | undefined> {
  return db
    .selectFrom('one_time_links')
    .selectAll()
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

/** Uses a link up inside the transaction of what it allows; false when somebody else was faster. */
export async function useLink(trx: Db, link: OneTimeLink): Promise<boolean> {
  const used = await trx
    .deleteFrom('one_time_links')
    .where('token_hash', '=', link.token_hash)
    .executeTakeFirst();
  return used.numDeletedRows > 0n;
}

/** Voids every link to set a district up, and forgets links that ran out. */
export async function clearSetUpLinks(db: Db, now: Milliseconds): Promise<void> {
  await db
    .deleteFrom('one_time_links')
    .where((eb) => eb.or([eb('purpose', '=', 'set-up'), eb('expires_at', '<=', now)]))
    .execute();
}

/** The invitations of a district that can still be taken up, the newest first. */
export function listInvitations(
  db: Db,
  { districtId }: DistrictScope,
  now: Milliseconds,
): Promise<Pick<OneTimeLink, 'invitation' | 'expires_at'>[]> {
  return db
    .selectFrom('one_time_links')
    .select(['invitation', 'expires_at'])
    .where('district_id', '=', districtId)
    .where('purpose', '=', 'invitation')
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .execute();
}
