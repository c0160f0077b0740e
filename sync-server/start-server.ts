import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import type { Logger } from 'pino';
import { ok, refuse, type Result } from '#domain/result.ts';
import { checkServerKeys } from './accounts/check-server-keys.ts';
import { loadServerKeys } from './accounts/load-server-keys.ts';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { openDatabase } from './database/connect.ts';
import { serviceWorkerOff } from './http/service-worker-off.ts';
import { staticFiles } from './http/static-files.ts';
import { startJobRunner } from './jobs/job-runner.ts';
import { createParts, type Parts } from './parts.ts';

export interface RunningServer {
  readonly port: number;
  readonly parts: Parts;
  /** Finishes what is under way, then lets go of everything. */
  stop(): Promise<void>;
}

export interface ServerSetup {
  readonly config: Config;
  readonly log: Logger;
  /** The built app. */
  readonly buildFolder: string;
  /** Runs on the migrated database before anything is served; a refusal is a sentence for the operator. */
  readonly prepare?: (parts: Parts) => Promise<Result<null, string>>;
}

/** Starts everything: key, database, jobs, API and pages, in this order. A refusal is a sentence for the operator. */
export async function startServer(setup: ServerSetup): Promise<Result<RunningServer, string>> {
  const { config, log } = setup;
  const keys = loadServerKeys(config);
  if (!keys.ok) return keys;
  const database = await openDatabase(config, log);
  const parts = createParts(database, { keys: keys.value, log, origin: config.origin });
  const prepared = await prepare(parts, setup);
  if (!prepared.ok) {
    await database.close();
    return prepared;
  }
  const runner = await startJobRunner(parts);
  const app = createApp(parts, () => runner.wake());
  if (config.serviceWorker === 'off') app.route('/', serviceWorkerOff());
  app.route('/', staticFiles(setup.buildFolder));
  const listening = await listen(app.fetch, config);
  const stop = async () => {
    // Ends the streams of events, which would keep their connections open.
    await database.news.close();
    if (listening.ok) await close(listening.value.server);
    await runner.stop();
    await database.close();
  };
  if (listening.ok) return ok({ port: listening.value.port, parts, stop });
  await stop();
  return listening;
}

async function prepare(parts: Parts, setup: ServerSetup): Promise<Result<null, string>> {
  const checked = await checkServerKeys(parts.db, parts.keys, parts.clock());
  return checked.ok && setup.prepare ? setup.prepare(parts) : checked;
}

type Listening = Result<{ readonly server: ServerType; readonly port: number }, string>;

function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  { port, host }: Config,
): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, ...(host === undefined ? {} : { hostname: host }) });
    server.once('listening', () => resolve(ok({ server, port: (server.address() as AddressInfo).port })));
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(refuse(`Port ${port} is in use. Set PORT to another one.`));
      else if (error.code === 'EADDRNOTAVAIL') resolve(refuse(`HOST ${host} is no address of this machine.`));
      else reject(error);
    });
  });
}

/** Requests under way are answered; connections that only wait for the next one are closed. */
function close(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}
