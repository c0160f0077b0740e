import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export interface PostgresServer {
  /** Of the maintenance database; tests create their own databases beside it. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Without fsync: a test kills servers, ours or PostgreSQL itself, and what they wrote stays in the kernel's cache.
 * Only a power cut could lose it, and a throw-away cluster does not outlive one.
 */
const settings = ['fsync=off', 'synchronous_commit=on', 'max_connections=200', 'unix_socket_directories='];

/** A language's order, as many real databases have it, so that tests see where we rely on the order of bytes. */
const collation = ['--locale=C', '--locale-provider=icu', '--icu-locale=en-US'];

/** Stops PostgreSQL and removes its folder when this process's end of the pipe closes, even when it was killed. */
const guard = '"$@" & server=$!; cat >/dev/null; kill -INT $server; wait $server; rm -rf "$CLUSTER"';

/** A cluster of its own in a temporary folder, on a free port of 127.0.0.1, gone when stopped. */
export async function startPostgres(binaries: string): Promise<PostgresServer> {
  const owner = unprivilegedOwner();
  const cluster = mkdtempSync(join(tmpdir(), 'rollbook-postgres-'));
  if (owner !== undefined) chownSync(cluster, owner.uid, owner.gid);
  const initdb = ['-D', cluster, '-U', 'rollbook', '-A', 'trust', '-E', 'UTF8', '--no-sync', ...collation];
  execFileSync(join(binaries, 'initdb'), initdb, { ...owner, cwd: cluster, stdio: 'pipe' });
  const port = await freePort();
  const options = settings.flatMap((setting) => ['-c', setting]);
  const command = [
    join(binaries, 'postgres'),
    '-D',
    cluster,
    '-h',
    '127.0.0.1',
    '-p',
    String(port),
    ...options,
  ];
  const child = spawn('sh', ['-c', guard, 'sh', ...command], {
    ...owner,
    cwd: '/',
    env: { ...process.env, CLUSTER: cluster },
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
  });
  const url = `postgres://rollbook@127.0.0.1:${port}/postgres`;
  await waitUntilReady(url, child);
  return { url, stop: () => stop(child, cluster) };
}

/** PostgreSQL refuses to run as root; Debian's own user is best, `nobody` (65534) exists everywhere. */
function unprivilegedOwner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return { uid: 65534, gid: 65534 };
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

async function waitUntilReady(url: string, child: ChildProcess): Promise<void> {
  let lastWords = '';
  child.stderr?.on('data', (bytes: Buffer) => {
    lastWords = (lastWords + bytes.toString()).slice(-2000);
  });
  for (const deadline = Date.now() + 60_000; Date.now() < deadline && child.exitCode === null;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      // Not up yet: PostgreSQL has no other signal a client could wait for.
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  child.stdin?.end();
  throw new Error(`PostgreSQL did not start: ${lastWords}`);
}

async function stop(child: ChildProcess, cluster: string): Promise<void> {
  if (child.exitCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.stdin?.end();
    await ended;
  }
  rmSync(cluster, { recursive: true, force: true });
}
