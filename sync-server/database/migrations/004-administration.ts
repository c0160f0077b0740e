import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { createIndex, textType } from './portable.ts';

/** One-time links, the audit log, and what a district decided for itself. */
export const administration: Migration = {
  async up(db) {
    await createLinks(db);
    await createAuditLog(db);
    await protectAuditLog(db);
    await db.schema
      .createTable('district_settings')
      .addColumn('district_id', textType(db), (c) =>
        c.primaryKey().notNull().references('districts.district_id').onDelete('cascade'),
      )
      .addColumn('settings', textType(db), (c) => c.notNull())
      .addColumn('changed_at', 'bigint', (c) => c.notNull())
      .execute();
  },
};

async function createLinks(db: Kysely<unknown>): Promise<void> {
  const text = textType(db);
  await db.schema
    .createTable('one_time_links')
    .addColumn('token_hash', text, (c) => c.primaryKey().notNull())
    .addColumn('purpose', text, (c) => c.notNull())
    .addColumn('district_id', text, (c) => c.references('districts.district_id').onDelete('cascade'))
    .addColumn('invitation', text)
    .addColumn('created_by', text)
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
  await createIndex(db, 'one_time_links', ['district_id']);
}

/** No foreign keys: an entry stays as it was written, also when what it tells of is deleted. */
async function createAuditLog(db: Kysely<unknown>): Promise<void> {
  const text = textType(db);
  await db.schema
    .createTable('audit_log')
    .addColumn('district_id', text, (c) => c.notNull())
    .addColumn('number', 'bigint', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('event', text, (c) => c.notNull())
    .addColumn('actor_guid', text)
    .addColumn('subject_guid', text)
    .addColumn('school_id', text)
    .addColumn('facts', text, (c) => c.notNull())
    .addColumn('key_id', text, (c) => c.notNull())
    .addColumn('hash', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('audit_log_key', ['district_id', 'number'])
    .execute();
  for (const column of ['at', 'event', 'actor_guid', 'subject_guid']) {
    await createIndex(db, 'audit_log', ['district_id', column]);
  }
  await db.schema
    .createTable('audit_heads')
    .addColumn('district_id', text, (c) => c.primaryKey().notNull())
    .addColumn('last_number', 'bigint', (c) => c.notNull())
    .addColumn('last_hash', text, (c) => c.notNull())
    .addColumn('seal', text, (c) => c.notNull())
    .execute();
}

/** The database itself refuses to change or delete an entry, whatever the program asks. */
async function protectAuditLog(db: Kysely<unknown>): Promise<void> {
  if (db.getExecutor().adapter instanceof PostgresAdapter) {
    await sql`create function refuse_audit_change() returns trigger language plpgsql as
      $$ begin raise exception 'the audit log is append-only'; end $$`.execute(db);
    await sql`create trigger audit_log_append_only before update or delete on audit_log
      for each row execute function refuse_audit_change()`.execute(db);
    return;
  }
  for (const change of ['update', 'delete']) {
    await sql
      .raw(
        `create trigger audit_log_no_${change} before ${change} on audit_log
         begin select raise(abort, 'the audit log is append-only'); end`,
      )
      .execute(db);
  }
}
