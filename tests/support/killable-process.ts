import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { DatabasePlace } from '#sync-server/database/connect.ts';

const entry = fileURLToPath(new URL('killable-server.ts', import.meta.url));

/** A server process of its own that may be killed at any moment and started again on the same data and port. */
export interface KillableServer {
  readonly url: string;
  readonly port: number;
  /** Starts it and comes back when it answers, or when it ended before that. */
  start(): Promise<void>;
  /** SIGKILL: no chance to finish or to clean up anything. */
  kill(): Promise<void>;
  /** What it complained about; empty when all is well. */
  complaints(): string;
}

/** `appFolder`: the built app, served beside the API; without it there is only the API. */
export async function killableServer(place: DatabasePlace, appFolder?: string): Promise<KillableServer> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  let complaints = '';
  const environment = {
    ...process.env,
    PORT: String(port),
    DATA_DIR: place.dataDir,
    ...(place.databaseUrl === undefined ? {} : { DATABASE_URL: place.databaseUrl }),
    ...(appFolder === undefined ? {} : { APP_FOLDER: appFolder }),
  };
  return {
    url: `http://127.0.0.1:${port}/api`,
    port,
    async start() {
      child = spawn(process.execPath, [entry], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
      child.stderr?.on('data', (bytes: Buffer) => (complaints += bytes.toString()));
      const { stdout } = child;
      if (stdout) await Promise.race([once(stdout, 'data'), once(child, 'exit')]);
    },
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
    complaints: () => complaints,
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
