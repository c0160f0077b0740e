import type { Kysely } from 'kysely';
import type { PasswordPolicy } from '#domain/accounts/password-policy.ts';
import {
  defaultSettings,
  passwordPolicyOf,
  type DistrictSettings,
} from '#domain/organizations/district-settings.ts';
import { DAY_MS, type Milliseconds } from '#domain/time.ts';
import { recordEvent } from '../audit/record-event.ts';
import type { SignedIn } from '../auth/signed-in.ts';
import type { Database } from '../database/schema.ts';
import type { Parts } from '../parts.ts';
import type { DistrictScope } from './scope.ts';

/** What the district decided; what it did not decide has its default. */
export async function readSettings(
  { districtId }: DistrictScope,
  { db }: { readonly db: Kysely<Database> },
): Promise<DistrictSettings> {
  const row = await db
    .selectFrom('district_settings')
    .select('settings')
    .where('district_id', '=', districtId)
    .executeTakeFirst();
  return { ...defaultSettings, ...(JSON.parse(row?.settings ?? '{}') as Partial<DistrictSettings>) };
}

/** The district's rules for passwords that people choose or type. */
export async function districtPolicy(
  scope: DistrictScope,
  parts: { readonly db: Kysely<Database> },
): Promise<PasswordPolicy> {
  return passwordPolicyOf(await readSettings(scope, parts));
}

/** How long an unused temporary password of the district can be used, from the moment it was issued. */
export async function temporaryPasswordLifetime(
  scope: DistrictScope,
  parts: { readonly db: Kysely<Database> },
): Promise<Milliseconds> {
  return (await readSettings(scope, parts)).temporaryPasswordDays * DAY_MS;
}

/** Puts these settings in place of those the administrator's district had. The log says which ones changed. */
export function changeSettings(
  { districtId, userGuid }: SignedIn,
  settings: DistrictSettings,
  parts: Pick<Parts, 'db' | 'clock' | 'keys'>,
): Promise<void> {
  return parts.db.transaction().execute(async (trx) => {
    const before = await readSettings({ districtId }, { db: trx });
    const changed_at = parts.clock();
    const row = { settings: JSON.stringify(settings), changed_at };
    await trx
      .insertInto('district_settings')
      .values({ district_id: districtId, ...row })
      .onConflict((conflict) => conflict.column('district_id').doUpdateSet(row))
      .execute();
    const keys = Object.keys(settings) as (keyof DistrictSettings)[];
    const changed = keys.filter((key) => JSON.stringify(settings[key]) !== JSON.stringify(before[key]));
    const facts = { detail: 'settings', changed: changed.join(' ') } as const;
    await recordEvent(trx, { event: 'authz_admin', districtId, actor: userGuid, facts }, parts);
  });
}
