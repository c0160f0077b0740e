import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { openDatabase } from '#sync-server/database/connect.ts';
import type { SchoolScope } from '#sync-server/organizations/scope.ts';
import { createParts, type Parts } from '#sync-server/parts.ts';
import { killableServer, type KillableServer } from '#tests/support/killable-process.ts';
import { addDistrict, addTeacher } from '#tests/support/people.ts';
import { builtApp, teacher } from '#tests/support/rollbook.ts';
import { testKeys } from '#tests/support/server-parts.ts';
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts';

/** A server process that may be killed, a proxy before it that misbehaves, and the truth in its database. */
export interface FaultyWorld {
  /** The address devices know: the proxy's. */
  readonly url: string;
  readonly proxy: FaultProxy;
  readonly server: KillableServer;
  /** For looking into the database beside the running server. */
  readonly parts: Parts;
  readonly school: SchoolScope;
  /** Kills the server and starts it again on the same data. */
  restartServer(): Promise<void>;
  stop(): Promise<void>;
}

export async function startFaultyWorld(): Promise<FaultyWorld> {
  const dataDir = mkdtempSync(join(tmpdir(), 'rollbook-faults-'));
  const place = { databaseUrl: undefined, dataDir };
  const log = pino({ level: 'silent' });
  const database = await openDatabase(place, log);
  const parts = createParts(database, { keys: testKeys, log, origin: undefined });
  const school = await addDistrict(parts);
  await addTeacher(parts, [school], teacher);
  const server = await killableServer(place, builtApp);
  await server.start();
  const proxy = await startFaultProxy(server.port);
  return {
    url: proxy.url,
    proxy,
    server,
    parts,
    school,
    async restartServer() {
      await server.kill();
      await server.start();
    },
    async stop() {
      await proxy.stop();
      await server.kill();
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
