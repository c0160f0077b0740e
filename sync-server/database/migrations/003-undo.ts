import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { createIndex, textType, type TextType } from './portable.ts';

/** What it takes to undo an upload: which batch made what, what values were before, and how far an undoing is. */
export const undo: Migration = {
  async up(db) {
    const text = textType(db);
    await rememberMaker(db, text);
    await db.schema
      .createTable('account_changes')
      .addColumn('batch_id', text, (c) => c.notNull().references('batches.batch_id').onDelete('cascade'))
      .addColumn('user_guid', text, (c) => c.notNull().references('users.user_guid').onDelete('cascade'))
      .addColumn('values_before', text, (c) => c.notNull())
      .addColumn('values_after', text, (c) => c.notNull())
      .addColumn('password_before', text)
      .addColumn('changed_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('account_changes_key', ['batch_id', 'user_guid'])
      .execute();
    await createIndex(db, 'account_changes', ['user_guid']);
    await createUndos(db, text);
    // Removing an account asks whether it uploaded something; without this, once through all uploads for each account.
    await createIndex(db, 'batches', ['uploaded_by']);
  },
};

async function rememberMaker(db: Kysely<unknown>, text: TextType): Promise<void> {
  await db.schema.alterTable('memberships').addColumn('added_by_batch_id', text).execute();
  await db.schema.alterTable('classes').addColumn('created_by_batch_id', text).execute();
  await db.schema.alterTable('class_programs').addColumn('added_by_batch_id', text).execute();
  await db.schema.alterTable('enrollments').addColumn('added_by_batch_id', text).execute();
}

async function createUndos(db: Kysely<unknown>, text: TextType): Promise<void> {
  await db.schema
    .createTable('batch_undos')
    .addColumn('batch_id', text, (c) =>
      c.primaryKey().notNull().references('batches.batch_id').onDelete('cascade'),
    )
    .addColumn('undo_id', text, (c) => c.notNull())
    .addColumn('requested_by', text, (c) => c.notNull())
    .addColumn('requested_at', 'bigint', (c) => c.notNull())
    .addColumn('rows_left_before', 'integer', (c) => c.notNull())
    .addColumn('finished_at', 'bigint')
    .addColumn('account_count', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('restored_count', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('place_count', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('class_count', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('left_count', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createTable('undo_leftovers')
    .addColumn('batch_id', text, (c) => c.notNull().references('batch_undos.batch_id').onDelete('cascade'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('thing', text, (c) => c.notNull())
    .addColumn('reason', text, (c) => c.notNull())
    .addColumn('user_guid', text)
    .addColumn('class_guid', text)
    .addColumn('columns', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('undo_leftovers_key', ['batch_id', 'position'])
    .execute();
}
