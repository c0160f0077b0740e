import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import { createIndex, textType, type TextType } from '../portable.ts';

export async function createUsers(db: Kysely<unknown>): Promise<void> {
  const text = textType(db);
  await withPasswordColumns(
    db.schema
      .createTable('users')
      .addColumn('user_guid', text, (c) => c.primaryKey().notNull())
      .addColumn('district_id', text, (c) => c.notNull().references('districts.district_id'))
      .addColumn('role', text, (c) => c.notNull())
      .addColumn('username', text, (c) => c.notNull().unique())
      .addColumn('first_name', text, (c) => c.notNull())
      .addColumn('last_name', text, (c) => c.notNull())
      .addColumn('search_name', text, (c) => c.notNull())
      .addColumn('grade_level', text)
      .addColumn('email', text),
    text,
  )
    .addColumn('first_signed_in_at', 'bigint')
    .addColumn('failed_sign_ins', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('locked_until', 'bigint')
    .addColumn('created_by_batch_id', text)
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .execute();
  await createIndex(db, 'users', ['district_id']);
  await createIndex(db, 'users', ['created_by_batch_id']);
  await sql`create index users_by_sealed_password on users (user_guid) where sealed_password is not null`.execute(
    db,
  );
  await createMemberships(db);
  await createSessions(db);
}

/** The checks make a half-written password impossible, whoever writes it. */
function withPasswordColumns<Columns extends string>(
  users: CreateTableBuilder<'users', Columns>,
  text: TextType,
) {
  return users
    .addColumn('password_state', text, (c) => c.notNull())
    .addColumn('password_hash', text)
    .addColumn('sealed_password', text)
    .addColumn('temporary_key_id', text)
    .addColumn('temporary_wordlist', 'integer')
    .addColumn('temporary_nonce', text)
    .addColumn('temporary_issued_at', 'bigint')
    .addColumn('temporary_used_at', 'bigint')
    .addColumn('temporary_batch_id', text)
    .addColumn('password_set_by_person', 'integer', (c) => c.notNull().defaultTo(0))
    .addCheckConstraint(
      'users_password_is_whole',
      sql`(password_state = 'temporary' and temporary_key_id is not null and temporary_wordlist is not null
           and temporary_nonce is not null and temporary_issued_at is not null)
       or (password_state = 'typed' and sealed_password is not null)
       or (password_state = 'permanent' and password_hash is not null and sealed_password is null)`,
    );
}

async function createMemberships(db: Kysely<unknown>): Promise<void> {
  const text = textType(db);
  await db.schema
    .createTable('memberships')
    .addColumn('school_id', text, (c) => c.notNull().references('schools.school_id'))
    .addColumn('user_guid', text, (c) => c.notNull().references('users.user_guid'))
    .addColumn('role', text, (c) => c.notNull())
    .addColumn('student_id', text)
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('memberships_key', ['school_id', 'user_guid'])
    .addUniqueConstraint('memberships_student_id', ['school_id', 'student_id'])
    .execute();
  await createIndex(db, 'memberships', ['user_guid']);
  await db.schema
    .createTable('username_sequences')
    .addColumn('base', text, (c) => c.primaryKey().notNull())
    .addColumn('last_number', 'integer', (c) => c.notNull())
    .execute();
}

async function createSessions(db: Kysely<unknown>): Promise<void> {
  const text = textType(db);
  await db.schema
    .createTable('sessions')
    .addColumn('token_hash', text, (c) => c.primaryKey().notNull())
    .addColumn('user_guid', text, (c) => c.notNull().references('users.user_guid').onDelete('cascade'))
    .addColumn('must_change_password', 'integer', (c) => c.notNull())
    .addColumn('attempt_hash', text)
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('last_seen_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
  await createIndex(db, 'sessions', ['user_guid']);
  await createIndex(db, 'sessions', ['expires_at']);
  await db.schema
    .createTable('server_key')
    .addColumn('slot', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('key_id', text, (c) => c.notNull())
    .execute();
}
