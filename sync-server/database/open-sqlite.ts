import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteFile from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  type SqliteDialectConfig,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { sqlite } from './dialect.ts';
import { migrateToLatest } from './migrate.ts';
import { createLocalNews } from './news.ts';
import { withStatementCache } from './statement-cache.ts';
import type { OpenDatabase } from './connect.ts';
import type { Database } from './schema.ts';

/** How long a writer waits for another process (an old server that is just stopping) before it gives up. */
const BUSY_TIMEOUT_MS = 10_000;

/**
 * Opens the embedded database and brings it up to date. WAL with `synchronous=FULL`: what was committed survives
 * a killed process and a power cut. There is one connection: inside a transaction use its `trx`, never `db`,
 * or the query waits for the transaction that waits for it.
 */
export async function openSqlite(fileName: string): Promise<OpenDatabase> {
  mkdirSync(dirname(fileName), { recursive: true, mode: 0o700 });
  const file = new SqliteFile(fileName, { timeout: BUSY_TIMEOUT_MS });
  file.pragma('journal_mode = WAL');
  file.pragma('synchronous = FULL');
  file.pragma('foreign_keys = ON');
  // What is deleted is gone from the file too, not only from its index.
  file.pragma('secure_delete = ON');
  const db = kyselyOn(file);
  await migrateUnderLock(file, db);
  const news = createLocalNews();
  const close = async () => {
    await news.close();
    await db.destroy();
  };
  return { db, dialect: sqlite, news, close };
}

/** SQLite's DDL is transactional: a server killed in the middle leaves the old tables, a second starter waits here. */
async function migrateUnderLock(file: SqliteFile.Database, db: Kysely<Database>): Promise<void> {
  file.exec('begin immediate');
  try {
    await migrateToLatest(db);
    file.exec('commit');
  } catch (error) {
    file.exec('rollback');
    await db.destroy();
    throw error;
  }
}

function kyselyOn(file: SqliteFile.Database): Kysely<Database> {
  return new Kysely({
    dialect: {
      createDriver: () => new ImmediateDriver({ database: withStatementCache(file) }),
      createQueryCompiler: () => new SqliteQueryCompiler(),
      createAdapter: () => new SqliteAdapter(),
      createIntrospector: (db) => new SqliteIntrospector(db),
    },
  });
}

/** Takes the write lock when a transaction begins: one that reads first and writes later could not wait for another process. */
class ImmediateDriver extends SqliteDriver {
  constructor(config: SqliteDialectConfig) {
    super(config);
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}
