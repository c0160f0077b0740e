import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { ServerKey, ServerKeys } from './server-keys.ts';

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane. About 14 ms of one core. */
const cost = { algorithm: 2 /* argon2id */, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** The PHC text of a password, on the thread pool. Spellings that look alike (NFC) are the same password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), cost);
}

export function verifyPassword(passwordHash: string, typed: string): Promise<boolean> {
  return verify(passwordHash, typed.normalize('NFC'));
}

/** The hash of a password nobody knows: verifying against it takes as long as for a real account. */
export const nobodysHash =
  '$argon2id$v=19$m=19456,t=2,p=1$nIbFcZeWkBSUOZ5qZM0f4g$6XjY3tD/5vzNZWnzmyBeAHRdWfdxXklqeyqfP62SDmQ';

/**
 * Locks a typed password (or a text of several) away until it is hashed: AES-256-GCM with a key of its own from the
 * server key, bound to `owner` (a user GUID, a chunk's name), so that it opens nowhere else.
 */
export function sealPassword(password: string, owner: string, keys: ServerKeys): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(keys.current), iv).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([iv, cipher.update(password, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${keys.current.keyId}.${sealed.toString('base64url')}`;
}

/** Opens what `sealPassword` made. Throws when it was changed, belongs to another owner, or its key is gone. */
export function openSealedPassword(sealed: string, owner: string, keys: ServerKeys): string {
  const [keyId = '', text = ''] = sealed.split('.');
  const key = keys.find(keyId);
  if (key === undefined) throw new Error(`The server key ${keyId} that sealed a password is gone.`);
  const bytes = Buffer.from(text, 'base64url');
  const tagAt = bytes.length - TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(key), bytes.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(owner))
    .setAuthTag(bytes.subarray(tagAt));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, tagAt)), decipher.final()]).toString('utf8');
}

/** Never the server key itself: one secret, one use (RFC 5869). */
function sealingKey(key: ServerKey): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key.secret, '', 'sealed-password/v1', 32));
}
