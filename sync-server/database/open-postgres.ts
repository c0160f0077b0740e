import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import { postgres } from './dialect.ts';
import { migrateToLatest } from './migrate.ts';
import { createPostgresNews } from './postgres-news.ts';
import type { OpenDatabase } from './connect.ts';
import type { Database } from './schema.ts';

/** Connections of one server. Small on purpose: PostgreSQL's own CPU is the ceiling, not the number of connections. */
const POOL_SIZE = 10;

/** Opens the PostgreSQL database at the URL and brings it up to date. Whole numbers arrive as numbers, not as text. */
export async function openPostgres(url: string, log: Logger): Promise<OpenDatabase> {
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    types: { getTypeParser },
  });
  // The pool replaces an idle connection that broke; without a listener the process would end.
  pool.on('error', (error) => log.warn({ err: error }, 'a database connection was lost'));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrateToLatest(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const news = createPostgresNews(pool, url, log);
  const close = async () => {
    await news.close();
    await db.destroy();
  };
  return { db, dialect: postgres, news, close };
}

/** PostgreSQL's type number of int8, which is also what `count(*)` is. */
const INT8: number = pg.types.builtins.INT8;

/** int8 as a number: our milliseconds and counts stay far below 2^53. Every other type as pg reads it. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  if (oid === INT8 && format !== 'binary') return parseWholeNumber;
  return pg.types.getTypeParser(oid, format) as (text: string) => unknown;
}

function parseWholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError('A whole number from the database is beyond 2^53.');
  return number;
}
