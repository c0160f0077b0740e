import type { Kysely } from 'kysely';
import { createIndex, textType } from '../portable.ts';

export async function createClasses(db: Kysely<unknown>): Promise<void> {
  const text = textType(db);
  await db.schema
    .createTable('classes')
    .addColumn('class_guid', text, (c) => c.primaryKey().notNull())
    .addColumn('school_id', text, (c) => c.notNull().references('schools.school_id'))
    .addColumn('class_id', text, (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('grade_level', text)
    .addColumn('start_date', text)
    .addColumn('end_date', text)
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('classes_class_id', ['school_id', 'class_id'])
    .execute();
  await db.schema
    .createTable('class_teachers')
    .addColumn('class_guid', text, (c) => c.notNull().references('classes.class_guid').onDelete('cascade'))
    .addColumn('user_guid', text, (c) => c.notNull().references('users.user_guid'))
    .addPrimaryKeyConstraint('class_teachers_key', ['class_guid', 'user_guid'])
    .execute();
  await createIndex(db, 'class_teachers', ['user_guid']);
  await db.schema
    .createTable('class_programs')
    .addColumn('class_guid', text, (c) => c.notNull().references('classes.class_guid').onDelete('cascade'))
    .addColumn('master_code', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('class_programs_key', ['class_guid', 'master_code'])
    .execute();
  await db.schema
    .createTable('enrollments')
    .addColumn('class_guid', text, (c) => c.notNull().references('classes.class_guid').onDelete('cascade'))
    .addColumn('user_guid', text, (c) => c.notNull().references('users.user_guid'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('enrollments_key', ['class_guid', 'user_guid'])
    .execute();
  await createIndex(db, 'enrollments', ['user_guid']);
}
