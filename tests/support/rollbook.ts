import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import { pino } from 'pino';
import type { Milliseconds } from '#domain/time.ts';
import { createApp } from '#sync-server/app.ts';
import { openDatabase } from '#sync-server/database/connect.ts';
import { serviceWorkerOff } from '#sync-server/http/service-worker-off.ts';
import { staticFiles } from '#sync-server/http/static-files.ts';
import { startJobRunner } from '#sync-server/jobs/job-runner.ts';
import type { SchoolScope } from '#sync-server/organizations/scope.ts';
import { createParts, type Parts } from '#sync-server/parts.ts';
import { addDistrict, addSchool, addTeacher } from './people.ts';
import { testKeys } from './server-parts.ts';

export const teacher = { username: 'ms.rivera', password: 'a-teacher-of-tests-1' };

/** Where `vite build` put the app. */
export const builtApp = resolve(process.env.BUILD_FOLDER ?? 'build');

/** The whole product on a port of its own, with an empty embedded database, one teacher and two schools. */
export interface Rollbook {
  readonly url: string;
  readonly parts: Parts;
  readonly school: SchoolScope;
  readonly otherSchool: SchoolScope;
  /** Moves the server's clock; it runs on from there. */
  advance(by: Milliseconds): void;
  /** Closes the socket and every connection, as when the network is gone; jobs run on. */
  stopListening(): Promise<void>;
  /** Listens again on the same port, perhaps with another version of the app or with the kill switch. */
  startListening(deployed?: Deployed): Promise<void>;
  stop(): Promise<void>;
}

/** What is served beside the API. */
export interface Deployed {
  readonly buildFolder?: string;
  readonly serviceWorker?: 'on' | 'off';
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
  let server = await listen(parts, 0, {});
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    parts,
    school,
    otherSchool,
    advance: (by) => (ahead += by),
    stopListening: () => stopListening(server),
    startListening: async (deployed = {}) => {
      server = await listen(parts, port, deployed);
    },
    stop: async () => {
      await runner.stop();
      await stopListening(server);
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function listen(parts: Parts, port: number, deployed: Deployed): Promise<ServerType> {
  const { buildFolder = builtApp, serviceWorker } = deployed;
  const app = createApp(parts);
  if (serviceWorker === 'off') app.route('/', serviceWorkerOff());
  app.route('/', staticFiles(buildFolder));
  const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' });
  await new Promise((ready) => server.once('listening', ready));
  return server;
}

/** Browsers keep connections open; nobody waits for them here. */
function stopListening(server: ServerType): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
