import { importKey, newNamedKey, randomBytes, type NamedKey } from './cipher.ts';
import { unwrapWithSecret, wrapWithSecret } from './key-wrap.ts';

/**
 * A letter box: what is dropped in can only be taken out by whoever has the private half. So a device whose keys are
 * locked still keeps new work sealed. ECDH on P-256 with a throw-away key for each drop.
 */
export interface BoxKeys {
  /** Stands in clear. */
  readonly publicKey: ArrayBuffer;
  /** PKCS #8; never on the disk as it is. */
  readonly privateKey: Uint8Array<ArrayBuffer>;
}

/** A key that was dropped into the box. */
export interface DroppedKey {
  readonly keyId: string;
  readonly publicKey: ArrayBuffer;
  readonly wrapped: ArrayBuffer;
}

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;

export async function newBoxKeys(): Promise<BoxKeys> {
  const pair = await crypto.subtle.generateKey(curve, true, ['deriveBits']);
  return {
    publicKey: await crypto.subtle.exportKey('raw', pair.publicKey),
    privateKey: new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)),
  };
}

/** The private half as it lives in memory: it opens the box and cannot be read out. */
export function importPrivateKey(privateKey: BufferSource): Promise<CryptoKey> {
  return crypto.subtle.importKey('pkcs8', privateKey, curve, false, ['deriveBits']);
}

/** A fresh key to seal with, and what must stand on the disk for the owner of the box to open it later. */
export async function dropKey(boxPublicKey: ArrayBuffer): Promise<{ key: NamedKey; dropped: DroppedKey }> {
  const once = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
  const publicKey = await crypto.subtle.exportKey('raw', once.publicKey);
  const raw = randomBytes(32);
  const key = await newNamedKey(raw);
  const secret = await agree(once.privateKey, boxPublicKey);
  const wrapped = await wrapWithSecret(raw, secret, key.keyId);
  raw.fill(0);
  return { key, dropped: { keyId: key.keyId, publicKey, wrapped } };
}

/** The key that was dropped; null when it was changed or is for another box. */
export async function takeOut(
  { keyId, publicKey, wrapped }: DroppedKey,
  privateKey: CryptoKey,
): Promise<CryptoKey | null> {
  const raw = await unwrapWithSecret(wrapped, await agree(privateKey, publicKey), keyId);
  if (raw === null) return null;
  const key = await importKey(raw);
  raw.fill(0);
  return key;
}

async function agree(privateKey: CryptoKey, publicKey: ArrayBuffer): Promise<ArrayBuffer> {
  const other = await crypto.subtle.importKey('raw', publicKey, curve, false, []);
  return crypto.subtle.deriveBits({ name: 'ECDH', public: other }, privateKey, 256);
}
