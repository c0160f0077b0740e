import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';

/**
 * Row chunks of one school, of imports and of undoings, go one after the other, whichever server runs them, so that what
 * was read stays true until it is written. An update, because it locks on both engines; sign-ins and readers do not
 * wait for it. Returns the school's district.
 */
export async function lockSchool(schoolId: string, trx: Kysely<Database>): Promise<string> {
  const school = await trx
    .updateTable('schools')
    .set({ name: sql`name` })
    .where('school_id', '=', schoolId)
    .returning('district_id')
    .executeTakeFirstOrThrow();
  return school.district_id;
}
