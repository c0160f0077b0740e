import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import { pino } from 'pino';
import type { Milliseconds } from '#domain/time.ts';
import { createApp } from '#sync-server/app.ts';
import { openDatabase } from '#sync-server/database/connect.ts';
import { staticFiles } from '#sync-server/http/static-files.ts';
import { startJobRunner } from '#sync-server/jobs/job-runner.ts';
import type { SchoolScope } from '#sync-server/organizations/scope.ts';
import { createParts, type Parts } from '#sync-server/parts.ts';
import { addDistrict, addSchool, addTeacher } from './people.ts';
import { testKeys } from './server-parts.ts';

export const teacher = { username: 'ms.rivera', password: 'a-teacher-of-tests-1' };

/** The whole product on a port of its own, with an empty embedded database, one teacher and two schools. */
export interface Rollbook {
  readonly url: string;
  readonly parts: Parts;
  readonly school: SchoolScope;
  readonly otherSchool: SchoolScope;
  /** Moves the server's clock; it runs on from there. */
  advance(by: Milliseconds): void;
  stop(): Promise<void>;
}

/** Starts the product as `npm start` would, with the built app. */
export async function startRollbook(): Promise<Rollbook> {
  const dataDir = mkdtempSync(join(tmpdir(), 'rollbook-journey-'));
  const log = pino({ level: 'silent' });
  const database = await openDatabase({ databaseUrl: undefined, dataDir }, log);
  let ahead = 0;
  const parts = createParts(database, {
    keys: testKeys,
    log,
    origin: undefined,
    clock: () => Date.now() + ahead,
  });
  const school = await addDistrict(parts, 'Lincoln Elementary');
  const otherSchool = await addSchool(parts, school.districtId, 'Roosevelt Middle School');
  await addTeacher(parts, [school, otherSchool], teacher);
  const runner = await startJobRunner(parts, { pollMs: 200 });
  const app = createApp(parts);
  app.route('/', staticFiles(resolve('build')));
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((ready) => server.once('listening', ready));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    parts,
    school,
    otherSchool,
    advance: (by) => (ahead += by),
    stop: async () => {
      await runner.stop();
      await stopListening(server);
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Browsers keep connections open; nobody waits for them here. */
function stopListening(server: ServerType): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
