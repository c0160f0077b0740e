import type { Insertable, Kysely } from 'kysely';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Milliseconds } from '#domain/time.ts';
import { searchName } from '../accounts/search-name.ts';
import { hashPassword } from '../accounts/typed-passwords.ts';
import type { Database, UserTable } from '../database/schema.ts';
import type { Parts } from '../parts.ts';
import { demoDistrict, demoPeople, type DemoPerson, demoSchools } from './demo-district.ts';

/** Fills an empty database with the demo district; leaves a demo as it is; refuses any other database. */
export async function seedDemo(parts: Parts): Promise<Result<null, string>> {
  const districts = await parts.db.selectFrom('districts').select('district_id').execute();
  if (districts.length === 0) await seed(parts);
  const isOurs = districts.every((district) => district.district_id === demoDistrict.districtId);
  return isOurs ? ok(null) : refuse('This database holds a real district: the demo does not touch it.');
}

async function seed({ db, clock, newGuid }: Parts): Promise<void> {
  const now = clock();
  const people = await Promise.all(
    demoPeople.map(async (person) => ({ person, user: await toUser(person, newGuid(), now) })),
  );
  await db.transaction().execute(async (trx) => {
    await insertDistrict(trx, now);
    await trx
      .insertInto('users')
      .values(people.map(({ user }) => user))
      .execute();
    const memberships = people.flatMap(({ person, user }) =>
      demoSchools
        .filter(({ name }) => person.schools.includes(name))
        .map(({ schoolId }) => ({
          school_id: schoolId,
          user_guid: user.user_guid,
          role: 'teacher' as const,
          created_at: now,
        })),
    );
    await trx.insertInto('memberships').values(memberships).execute();
  });
}

async function insertDistrict(trx: Kysely<Database>, created_at: Milliseconds): Promise<void> {
  const district_id = demoDistrict.districtId;
  await trx.insertInto('districts').values({ district_id, name: demoDistrict.name, created_at }).execute();
  const schools = demoSchools.map(({ schoolId, name }) => ({
    school_id: schoolId,
    district_id,
    name,
    created_at,
  }));
  await trx.insertInto('schools').values(schools).execute();
  const programs = demoSchools.flatMap(({ schoolId, programs: own }) =>
    own.map(({ masterCode, name }) => ({ school_id: schoolId, master_code: masterCode, name })),
  );
  await trx.insertInto('programs').values(programs).execute();
}

async function toUser(
  person: DemoPerson,
  user_guid: string,
  now: Milliseconds,
): Promise<Insertable<UserTable>> {
  return {
    user_guid,
    district_id: demoDistrict.districtId,
    role: person.role,
    username: person.username,
    first_name: person.firstName,
    last_name: person.lastName,
    search_name: searchName(person.firstName, person.lastName),
    password_state: 'permanent',
    password_hash: await hashPassword(person.password),
    password_set_by_person: 1,
    failed_sign_ins: 0,
    created_at: now,
    changed_at: now,
  };
}
