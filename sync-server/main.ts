import { parseArgs } from 'node:util';
import type { Logger } from 'pino';
import { ok, refuse, type Result } from '#domain/result.ts';
import { SECOND_MS } from '#domain/time.ts';
import { buildAppIfMissing, buildFolder } from './build-app.ts';
import { type Config, readConfig } from './config.ts';
import { demoPeople } from './demo/demo-district.ts';
import { resetDemo } from './demo/reset-demo.ts';
import { seedDemo } from './demo/seed-demo.ts';
import { createLog } from './log.ts';
import { makeSetUpLink } from './organizations/set-up.ts';
import { type RunningServer, startServer } from './start-server.ts';

/** Long enough for a batch to reach its next safe point; whoever started us kills us later than that. */
const PATIENCE_MS = 20 * SECOND_MS;

/** `--demo` fills an empty database with the demo district, `--reset` starts it over, `--port` wins over PORT. */
const { values: options } = parseArgs({
  options: {
    demo: { type: 'boolean', default: false },
    reset: { type: 'boolean', default: false },
    port: { type: 'string' },
  },
});

async function main(): Promise<void> {
  const read = readConfig(environment());
  if (!read.ok) return giveUp(read.refusal.join('\n'));
  const config = read.value;
  const log = createLog(config.logLevel);
  const started = await start(config, log).catch((error: unknown) => {
    log.fatal({ err: error }, 'starting broke');
    return refuse('Rollbook could not start. Can the database be reached? The line above says what broke.');
  });
  if (!started.ok) return giveUp(started.refusal);
  await announce(started.value, config);
  stopOnSignal(started.value, log);
}

/** Quiet, and reachable from this machine only: the demo's passwords are in the README. */
const demoEnvironment = { HOST: '127.0.0.1', DATA_DIR: './data-demo', LOG_LEVEL: 'warn' };

function environment(): Readonly<Record<string, string | undefined>> {
  const set = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  const port = options.port === undefined ? {} : { PORT: options.port };
  return { ...(options.demo ? demoEnvironment : {}), ...set, ...port };
}

async function start(config: Config, log: Logger): Promise<Result<RunningServer, string>> {
  const built = buildAppIfMissing();
  if (!built.ok) return built;
  const reset = options.demo && options.reset ? await resetDemo(config, log) : ok(null);
  if (!reset.ok) return reset;
  return startServer({ config, log, buildFolder, ...(options.demo ? { prepare: seedDemo } : {}) });
}

async function announce({ port, parts }: RunningServer, config: Config): Promise<void> {
  const address = config.origin ?? `http://localhost:${port}`;
  console.log(`Rollbook is ready: ${address}`);
  if (options.demo) {
    for (const { who, username, password } of demoPeople) {
      console.log(`  ${who.padEnd(28)}${username.padEnd(10)}${password}`);
    }
    return;
  }
  const link = await makeSetUpLink(parts);
  if (link === null) return;
  console.log(
    'Nobody has an account here yet. Open this link to set up the first administrator. It works once,',
  );
  console.log(`for 24 hours, until the next start:\n  ${address}/set-up#${link.token}`);
  console.log('To look around first: npm run demo');
}

function stopOnSignal(server: RunningServer, log: Logger): void {
  const stop = () => {
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ err: error }, 'stopping broke');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function giveUp(reason: string): void {
  console.error(reason);
  process.exitCode = 1;
}

await main();
