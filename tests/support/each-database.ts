import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import { openDatabase, type DatabasePlace, type OpenDatabase } from '#sync-server/database/connect.ts';
import { createPostgresDatabase, dropPostgresDatabase } from './postgres-databases.ts';

export interface TestDatabase extends OpenDatabase {
  /** To open the same data a second time, as another server would. */
  readonly place: DatabasePlace;
}

/** `database()` is this test's own: fresh, migrated and empty, closed after the test. */
export type DatabaseSuite = (database: () => TestDatabase) => void;

/** Makes databases by copying a migrated one: much faster than migrating for every test. */
interface Engine {
  prepare(): Promise<void>;
  create(): Promise<DatabasePlace>;
  cleanUp(): Promise<void>;
}

const silent = pino({ level: 'silent' });

/** Runs the suite twice: on the embedded SQLite and on a real PostgreSQL. Every test has a database of its own. */
export function describeOnEachDatabase(name: string, suite: DatabaseSuite): void {
  describe(`${name} [sqlite]`, () => runOn(sqliteEngine(), suite));
  describe(`${name} [postgres]`, () => runOn(postgresEngine(), suite));
}

function runOn(engine: Engine, suite: DatabaseSuite): void {
  let current: TestDatabase | undefined;
  beforeAll(() => engine.prepare());
  afterAll(() => engine.cleanUp());
  beforeEach(async () => {
    const place = await engine.create();
    current = { ...(await openDatabase(place, silent)), place };
  });
  afterEach(async () => {
    await current?.close();
  });
  suite(() => {
    if (current === undefined) throw new Error('The database exists only while a test runs.');
    return current;
  });
}

function sqliteEngine(): Engine {
  let folder = '';
  return {
    async prepare() {
      folder = mkdtempSync(join(tmpdir(), 'rollbook-test-'));
      const template = await openDatabase({ databaseUrl: undefined, dataDir: folder }, silent);
      await template.close();
    },
    create() {
      const dataDir = mkdtempSync(join(folder, 'data-'));
      copyFileSync(join(folder, 'rollbook.sqlite'), join(dataDir, 'rollbook.sqlite'));
      return Promise.resolve({ databaseUrl: undefined, dataDir });
    },
    cleanUp() {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

function postgresEngine(): Engine {
  const created: DatabasePlace[] = [];
  let template: DatabasePlace | undefined;
  const create = async (): Promise<DatabasePlace> => {
    const place = await createPostgresDatabase(template);
    created.push(place);
    return place;
  };
  return {
    async prepare() {
      const place = await create();
      await (await openDatabase(place, silent)).close();
      template = place;
    },
    create,
    async cleanUp() {
      for (const place of created) await dropPostgresDatabase(place);
    },
  };
}
