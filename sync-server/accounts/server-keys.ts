import { createHmac } from 'node:crypto';

/** A secret of 32 bytes. `keyId` follows from the secret and tells nothing about it, so no key can carry another's name. */
export interface ServerKey {
  readonly keyId: string;
  readonly secret: Buffer;
}

/** The key new secrets are made with, and older ones that passwords of the last 90 days may still derive from. */
export interface ServerKeys {
  readonly current: ServerKey;
  find(keyId: string): ServerKey | undefined;
}

const SECRET_BYTES = 32;

/**
 * Reads keys: one a line (or separated by commas), each 32 bytes in base64url, base64 or hex; the first is the
 * current one, `#` starts a comment. Null when a line is no key or there is none.
 */
export function parseServerKeys(text: string): ServerKeys | null {
  const lines = text
    .split(/[\n,]/)
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((line) => line !== '');
  const secrets = lines.map(parseSecret);
  const whole = secrets.filter((secret) => secret !== null);
  return whole.length === 0 || whole.length < secrets.length ? null : serverKeys(whole);
}

/** A set of keys from their secrets, the current one first. */
export function serverKeys(secrets: readonly Buffer[]): ServerKeys {
  const [current, ...older] = secrets.map((secret) => ({ keyId: keyIdOf(secret), secret }));
  if (current === undefined) throw new Error('A server needs at least one key.');
  const byId = new Map([...older, current].map((key) => [key.keyId, key]));
  return { current, find: (keyId) => byId.get(keyId) };
}

function parseSecret(line: string): Buffer | null {
  const isHex = /^[0-9a-f]{64}$/i.test(line);
  if (!isHex && !/^[\w+/-]{43}=?$/.test(line)) return null;
  const secret = Buffer.from(line, isHex ? 'hex' : 'base64url');
  return secret.length === SECRET_BYTES ? secret : null;
}

function keyIdOf(secret: Buffer): string {
  return createHmac('sha256', secret).update('key-id/v1').digest('hex').slice(0, 16);
}
