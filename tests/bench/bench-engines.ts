import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type DatabasePlace } from '#sync-server/database/connect.ts';
import { findPostgresBinaries } from '#tests/support/postgres-binaries.ts';
import { startPostgres } from '#tests/support/postgres-server.ts';

/** A kind of database to measure on, with a fresh, empty one for every round. */
export interface BenchEngine {
  readonly name: 'SQLite' | 'PostgreSQL';
  create(): Promise<DatabasePlace>;
  drop(place: DatabasePlace): Promise<void>;
  stop(): Promise<void>;
}

/** The embedded database; and PostgreSQL from TEST_DATABASE_URL or a throw-away cluster, when there is one. */
export async function benchEngines(): Promise<readonly BenchEngine[]> {
  const url = process.env.TEST_DATABASE_URL;
  if (url !== undefined) return [sqliteEngine(), postgresEngine(url, () => Promise.resolve())];
  const binaries = findPostgresBinaries((line) => console.error(line));
  if (binaries === null) return [sqliteEngine()];
  const server = await startPostgres(binaries);
  return [sqliteEngine(), postgresEngine(server.url, () => server.stop())];
}

function sqliteEngine(): BenchEngine {
  return {
    name: 'SQLite',
    create: () =>
      Promise.resolve({ databaseUrl: undefined, dataDir: mkdtempSync(join(tmpdir(), 'rollbook-bench-')) }),
    drop({ dataDir }) {
      rmSync(dataDir, { recursive: true, force: true });
      return Promise.resolve();
    },
    stop: () => Promise.resolve(),
  };
}

function postgresEngine(serverUrl: string, stop: () => Promise<void>): BenchEngine {
  let count = 0;
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: serverUrl });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  return {
    name: 'PostgreSQL',
    async create() {
      count += 1;
      const name = `rollbook_bench_${process.pid}_${count}`;
      await run(`create database ${name} template template0`);
      const url = new URL(serverUrl);
      url.pathname = `/${name}`;
      return { databaseUrl: url.href, dataDir: '' };
    },
    drop: ({ databaseUrl = '' }) =>
      run(`drop database ${new URL(databaseUrl).pathname.slice(1)} with (force)`),
    stop,
  };
}
