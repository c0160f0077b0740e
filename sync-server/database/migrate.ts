import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { first } from './migrations/001-first.ts';
import { deviceSecrets } from './migrations/002-device-secrets.ts';
import { undo } from './migrations/003-undo.ts';
import { administration } from './migrations/004-administration.ts';
import type { Database } from './schema.ts';

/** In order of name; a released migration never changes. */
const migrations = {
  '001-first': first,
  '002-device-secrets': deviceSecrets,
  '003-undo': undo,
  '004-administration': administration,
};

/**
 * Brings the tables to the newest shape. Several servers may start at once on one PostgreSQL: one migrates under
 * Kysely's advisory lock, the others wait. On SQLite the caller holds the write lock (see open-sqlite.ts).
 */
export async function migrateToLatest(db: Kysely<Database>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw new Error('The database could not be brought up to date.', { cause: error });
}
