import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Milliseconds } from '#domain/time.ts';
import { uuidV7 } from '#domain/uuid-v7.ts';
import type { ServerKeys } from './accounts/server-keys.ts';
import type { OpenDatabase } from './database/connect.ts';
import type { Dialect } from './database/dialect.ts';
import type { News } from './database/news.ts';
import type { Database } from './database/schema.ts';
import { createRandomPool } from './random-pool.ts';

/** Everything a use case may need from outside, handed in last: real in the server, with a settable clock in tests. */
export interface Parts {
  readonly db: Kysely<Database>;
  readonly dialect: Dialect;
  /** Tells all servers of this database that a batch changed; call after the commit. */
  readonly news: News;
  /** Server time. */
  readonly clock: () => Milliseconds;
  /** Cryptographically secure. */
  readonly randomBytes: (count: number) => Uint8Array;
  /** A fresh version-7 UUID. */
  readonly newGuid: () => string;
  readonly keys: ServerKeys;
  /** Never names, passwords, file contents or search texts: ids and codes only. */
  readonly log: Logger;
  /** The public origin (`https://…`) when configured. */
  readonly origin: string | undefined;
}

/** The parts of a running server. Time and chance are real unless handed in. */
export function createParts(
  { db, dialect, news }: OpenDatabase,
  given: Pick<Parts, 'keys' | 'log' | 'origin'> & Partial<Pick<Parts, 'clock' | 'randomBytes'>>,
): Parts {
  const { keys, log, origin, clock = Date.now, randomBytes: random = createRandomPool() } = given;
  const newGuid = () => uuidV7(clock(), random(10));
  return {
    db,
    dialect,
    news,
    clock,
    randomBytes: random,
    newGuid,
    keys,
    log,
    origin,
  };
}
