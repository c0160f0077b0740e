import { decrypt, randomBytes } from './cipher.ts';

/** OWASP Password Storage Cheat Sheet for PBKDF2-HMAC-SHA-256: about half a second on a school tablet. */
export const PIN_ITERATIONS = 600_000;

const IV_BYTES = 12;
const SALT_BYTES = 16;

/** A raw key as it may stand on the disk: it takes a secret that is not there to open it. */
export interface PinWrap {
  readonly salt: ArrayBuffer;
  readonly iterations: number;
  readonly wrapped: ArrayBuffer;
}

/** Wraps a key with a secret of full strength, such as the server's. `owner` binds it: it opens for nobody else. */
export async function wrapWithSecret(
  raw: Uint8Array<ArrayBuffer>,
  secret: BufferSource,
  owner: string,
): Promise<ArrayBuffer> {
  return wrap(raw, await keyFromSecret(secret, owner), owner);
}

/** The raw key; null when this is not the secret. */
export async function unwrapWithSecret(
  wrapped: ArrayBuffer,
  secret: BufferSource,
  owner: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  return unwrap(wrapped, await keyFromSecret(secret, owner), owner);
}

/** Wraps a key with a PIN a person can remember, made slow to guess. */
export async function wrapWithPin(
  raw: Uint8Array<ArrayBuffer>,
  pin: string,
  owner: string,
): Promise<PinWrap> {
  const salt = randomBytes(SALT_BYTES);
  const key = await keyFromPin(pin, salt, PIN_ITERATIONS);
  return { salt: salt.buffer, iterations: PIN_ITERATIONS, wrapped: await wrap(raw, key, owner) };
}

/** The raw key; null when this is not the PIN. */
export async function unwrapWithPin(
  { salt, iterations, wrapped }: PinWrap,
  pin: string,
  owner: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  return unwrap(wrapped, await keyFromPin(pin, salt, iterations), owner);
}

async function keyFromSecret(secret: BufferSource, owner: string): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const salt = new Uint8Array();
  const info = new TextEncoder().encode(`rollbook key wrap/v1\n${owner}`);
  return crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt, info }, base, aesKey, false, aesUses);
}

async function keyFromPin(pin: string, salt: BufferSource, iterations: number): Promise<CryptoKey> {
  const typed = new TextEncoder().encode(pin.normalize('NFKC'));
  const base = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
  const slow = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return crypto.subtle.deriveKey(slow, base, aesKey, false, aesUses);
}

const aesKey = { name: 'AES-GCM', length: 256 } as const;
const aesUses: KeyUsage[] = ['encrypt', 'decrypt'];

async function wrap(raw: Uint8Array<ArrayBuffer>, key: CryptoKey, owner: string): Promise<ArrayBuffer> {
  const iv = randomBytes(IV_BYTES);
  const ciphertext = new Uint8Array(await crypto.subtle.encrypt(algorithm(iv, owner), key, raw));
  const wrapped = new Uint8Array(IV_BYTES + ciphertext.length);
  wrapped.set(iv);
  wrapped.set(ciphertext, IV_BYTES);
  return wrapped.buffer;
}

async function unwrap(
  wrapped: ArrayBuffer,
  key: CryptoKey,
  owner: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const iv = new Uint8Array(wrapped, 0, IV_BYTES);
  const raw = await decrypt(algorithm(iv, owner), key, new Uint8Array(wrapped, IV_BYTES));
  return raw && new Uint8Array(raw);
}

function algorithm(iv: Uint8Array<ArrayBuffer>, owner: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(owner) };
}
