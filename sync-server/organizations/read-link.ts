import { defaultPasswordPolicy } from '#domain/accounts/password-policy.ts';
import type { Link } from '#protocol/one-time-links.ts';
import { findLink, type OneTimeLink } from '../auth/one-time-links.ts';
import type { Parts } from '../parts.ts';
import { readInvitation } from './invitation.ts';
import { listSchools } from './schools.repository.ts';
import { districtPolicy } from './settings.ts';

/** What a one-time link is for, for the page it opens; null when it cannot be used any more. */
export async function readLink(
  token: string,
  { db, clock }: Pick<Parts, 'db' | 'clock'>,
): Promise<Link | null> {
  const link = await findLink(db, token, clock());
  if (!link) return null;
  const { purpose, district_id: districtId, expires_at: expiresAt } = link;
  if (districtId !== null) return { purpose, expiresAt, ...(await describeInvitation(link, districtId, db)) };
  const { minLength, blockedWords } = defaultPasswordPolicy;
  const nothing = { districtName: '', firstName: '', lastName: '', schoolNames: [] };
  return { purpose, expiresAt, ...nothing, passwordPolicy: { minLength, blockedWords: [...blockedWords] } };
}

async function describeInvitation(link: OneTimeLink, districtId: string, db: Parts['db']) {
  const { firstName, lastName, schoolIds } = readInvitation(link);
  const district = await db
    .selectFrom('districts')
    .select('name')
    .where('district_id', '=', districtId)
    .executeTakeFirstOrThrow();
  const schools = await listSchools(db, { districtId });
  const { minLength, blockedWords } = await districtPolicy({ districtId }, { db });
  return {
    districtName: district.name,
    firstName,
    lastName,
    schoolNames: schools.filter((one) => schoolIds.includes(one.schoolId)).map((one) => one.name),
    passwordPolicy: { minLength, blockedWords: [...blockedWords] },
  };
}
