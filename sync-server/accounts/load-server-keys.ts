import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { ok, refuse, type Result } from '#domain/result.ts';
import { parseServerKeys, type ServerKeys } from './server-keys.ts';

/** Where the keys may come from, as configured. */
export interface KeyPlace {
  readonly serverKey: string | undefined;
  readonly serverKeyFile: string | undefined;
  readonly dataDir: string;
}

const fileHead = [
  '# The secret from which temporary passwords derive. Keep it apart from the data and its backups.',
  '# To rotate: put a new key first (openssl rand -base64 32) and keep the old one for 90 days.',
].join('\n');

/**
 * The server's keys: from SERVER_KEY, else from a file of mode 0600, made on first start, beside the data folder and
 * never inside it, so that a backup of the data does not carry them. A refusal is a sentence for the operator.
 */
export function loadServerKeys(place: KeyPlace): Result<ServerKeys, string> {
  if (place.serverKey !== undefined) return parse(place.serverKey, 'SERVER_KEY');
  const file = keyFileOf(place);
  if (isInside(file, place.dataDir)) {
    return refuse(
      `SERVER_KEY_FILE (${file}) must not lie inside DATA_DIR: a backup of the data would carry the key.`,
    );
  }
  makeIfMissing(file);
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    return refuse(`Others can read the key file ${file}. Run: chmod 600 ${file}`);
  }
  return parse(readFileSync(file, 'utf8'), `The key file ${file}`);
}

/** `./data` has its key in `./data.key`, unless SERVER_KEY_FILE says otherwise. */
function keyFileOf({ serverKeyFile, dataDir }: KeyPlace): string {
  return resolve(serverKeyFile ?? `${resolve(dataDir)}.key`);
}

function isInside(file: string, folder: string): boolean {
  return file.startsWith(resolve(folder) + sep);
}

/** Written beside and then linked into place: a server killed in between leaves no half key, two starters agree on one. */
function makeIfMissing(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  if (statSync(file, { throwIfNoEntry: false })) return;
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${fileHead}\n${randomBytes(32).toString('base64url')}\n`, {
    mode: 0o600,
    flush: true,
  });
  chmodSync(draft, 0o600);
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft);
  }
}

function parse(text: string, source: string): Result<ServerKeys, string> {
  const keys = parseServerKeys(text);
  return keys
    ? ok(keys)
    : refuse(`${source} holds no key of 32 bytes. Make one with: openssl rand -base64 32`);
}
