import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Dialect } from './dialect.ts';
import type { News } from './news.ts';
import { openPostgres } from './open-postgres.ts';
import { openSqlite } from './open-sqlite.ts';
import type { Database } from './schema.ts';

/** A database that is up to date and ready. `dialect` is the little in which the two engines differ. */
export interface OpenDatabase {
  readonly db: Kysely<Database>;
  readonly dialect: Dialect;
  readonly news: News;
  close(): Promise<void>;
}

/** Where the data is: a PostgreSQL URL wins; otherwise a file in the data folder. */
export interface DatabasePlace {
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
}

/** Opens PostgreSQL when a URL is given, else the embedded SQLite file, and migrates. */
export function openDatabase(place: DatabasePlace, log: Logger): Promise<OpenDatabase> {
  if (place.databaseUrl !== undefined) return openPostgres(place.databaseUrl, log);
  return openSqlite(join(place.dataDir, 'rollbook.sqlite'));
}
