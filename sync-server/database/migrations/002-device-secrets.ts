import type { Migration } from 'kysely/migration';
import { createIndex, textType } from './portable.ts';

/** What opens the data on a teacher's device while the server lets it. */
export const deviceSecrets: Migration = {
  async up(db) {
    const text = textType(db);
    await db.schema
      .createTable('device_secrets')
      .addColumn('user_guid', text, (c) => c.notNull().references('users.user_guid').onDelete('cascade'))
      .addColumn('device_id', text, (c) => c.notNull())
      .addColumn('key_id', text, (c) => c.notNull())
      .addColumn('nonce', text, (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('last_used_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('device_secrets_key', ['user_guid', 'device_id'])
      .execute();
    await createIndex(db, 'device_secrets', ['last_used_at']);
  },
};
