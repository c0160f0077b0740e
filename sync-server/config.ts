import { resolve } from 'node:path';
import * as v from 'valibot';
import { ok, refuse, type Result } from '#domain/result.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** An empty variable counts as not set, as in `.env` files. */
const text = v.optional(v.pipe(v.string(), v.trim()));

const environmentSchema = v.object({
  PORT: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d+$/, 'PORT must be a number.'),
      v.transform(Number),
      v.maxValue(65_535, 'PORT must be at most 65535.'),
    ),
    '3000',
  ),
  HOST: text,
  ORIGIN: v.optional(
    v.pipe(
      v.string(),
      v.check(isOrigin, 'ORIGIN must look like https://rollbook.example.org, without a path.'),
    ),
  ),
  DATA_DIR: text,
  DATABASE_URL: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^postgres(ql)?:\/\/\S+$/,
        'DATABASE_URL must start with postgres:// (unset it for the embedded database).',
      ),
    ),
  ),
  SERVICE_WORKER: v.optional(v.picklist(['on', 'off'], 'SERVICE_WORKER must be on or off.'), 'on'),
  SERVER_KEY: text,
  SERVER_KEY_FILE: text,
  LOG_LEVEL: v.optional(v.picklist(logLevels, `LOG_LEVEL must be one of ${logLevels.join(', ')}.`), 'info'),
});

/** What the environment says, checked. Folders are absolute. */
export interface Config {
  /** 0 takes any free port. */
  readonly port: number;
  /** Undefined: every address of the machine (on loopback only in demo mode). */
  readonly host: string | undefined;
  /** The public URL's origin, when a proxy stands in front; undefined: whatever host the request names. */
  readonly origin: string | undefined;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly serverKey: string | undefined;
  readonly serverKeyFile: string | undefined;
  /** `off` takes the service worker off every device that asks, when a bad one was shipped. */
  readonly serviceWorker: 'on' | 'off';
  readonly logLevel: (typeof logLevels)[number];
}

/** Reads the environment; what is wrong comes back as sentences, all of them at once. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
): Result<Config, readonly string[]> {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = v.safeParse(environmentSchema, set);
  if (!parsed.success) return refuse(parsed.issues.map((issue) => issue.message));
  const found = parsed.output;
  if (found.SERVER_KEY !== undefined && found.SERVER_KEY_FILE !== undefined) {
    return refuse(['Set SERVER_KEY or SERVER_KEY_FILE, not both.']);
  }
  return ok({
    port: found.PORT,
    host: found.HOST,
    origin: found.ORIGIN,
    dataDir: resolve(found.DATA_DIR ?? './data'),
    databaseUrl: found.DATABASE_URL,
    serverKey: found.SERVER_KEY,
    serverKeyFile: found.SERVER_KEY_FILE,
    serviceWorker: found.SERVICE_WORKER,
    logLevel: found.LOG_LEVEL,
  });
}

function isOrigin(value: string): boolean {
  return /^https?:\/\//.test(value) && URL.canParse(value) && new URL(value).origin === value;
}
