import type { Kysely } from 'kysely';
import { createIndex, textType } from '../portable.ts';

export async function createOrganizations(db: Kysely<unknown>): Promise<void> {
  const text = textType(db);
  await db.schema
    .createTable('districts')
    .addColumn('district_id', text, (c) => c.primaryKey().notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('schools')
    .addColumn('school_id', text, (c) => c.primaryKey().notNull())
    .addColumn('district_id', text, (c) => c.notNull().references('districts.district_id'))
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await createIndex(db, 'schools', ['district_id']);
  await db.schema
    .createTable('programs')
    .addColumn('school_id', text, (c) => c.notNull().references('schools.school_id'))
    .addColumn('master_code', text, (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('programs_key', ['school_id', 'master_code'])
    .execute();
}
