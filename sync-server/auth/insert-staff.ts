import type { Kysely } from 'kysely';
import type { DistrictId, UserGuid } from '#domain/ids.ts';
import type { Role } from '#domain/organizations/organization.ts';
import { searchName } from '../accounts/search-name.ts';
import type { Database } from '../database/schema.ts';
import type { Parts } from '../parts.ts';

export interface NewStaff {
  readonly districtId: DistrictId;
  readonly role: Exclude<Role, 'student'>;
  readonly firstName: string;
  readonly lastName: string;
  /** Lower case. */
  readonly username: string;
  readonly passwordHash: string;
}

/** Makes an account with a password the person chose; null when somebody has the username already. */
export async function insertStaff(
  trx: Kysely<Database>,
  staff: NewStaff,
  { newGuid, clock }: Pick<Parts, 'newGuid' | 'clock'>,
): Promise<UserGuid | null> {
  const user_guid = newGuid();
  const inserted = await trx
    .insertInto('users')
    .values({
      user_guid,
      district_id: staff.districtId,
      role: staff.role,
      username: staff.username,
      first_name: staff.firstName,
      last_name: staff.lastName,
      search_name: searchName(staff.firstName, staff.lastName),
      password_state: 'permanent',
      password_hash: staff.passwordHash,
      password_set_by_person: 1,
      failed_sign_ins: 0,
      created_at: clock(),
      changed_at: clock(),
    })
    .onConflict((conflict) => conflict.column('username').doNothing())
    .executeTakeFirst();
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n ? user_guid : null;
}
