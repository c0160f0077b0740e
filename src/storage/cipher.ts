/** Bytes under a key that has a name, so that whoever finds them knows which key opens them. */
export interface NamedKey {
  /** 16 bytes as lower-case hexadecimal. */
  readonly keyId: string;
  /** AES-GCM-256, never extractable. */
  readonly key: CryptoKey;
}

/** Where sealed bytes stand: they open only there, so no record can be put in another's place. */
export type Place = readonly [table: string, ...key: (string | number)[]];

const VERSION = 1;
const KEY_ID_BYTES = 16;
/** 96 random bits for each record: the size AES-GCM is made for (NIST SP 800-38D). */
const IV_BYTES = 12;
const HEAD_BYTES = 1 + KEY_ID_BYTES + IV_BYTES;

/** Seals bytes for one place: version, key id, IV, then ciphertext with its tag. */
export async function sealBytes(
  bytes: BufferSource,
  place: Place,
  { keyId, key }: NamedKey,
): Promise<ArrayBuffer> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const ciphertext = await crypto.subtle.encrypt({ ...aes(iv), additionalData: aad(place) }, key, bytes);
  const sealed = new Uint8Array(HEAD_BYTES + ciphertext.byteLength);
  sealed[0] = VERSION;
  sealed.set(fromHex(keyId), 1);
  sealed.set(iv, 1 + KEY_ID_BYTES);
  sealed.set(new Uint8Array(ciphertext), HEAD_BYTES);
  return sealed.buffer;
}

/** The id of the key that sealed these bytes; null when they are no sealed bytes of ours. */
export function keyIdOf(sealed: ArrayBuffer): string | null {
  if (sealed.byteLength < HEAD_BYTES || new Uint8Array(sealed)[0] !== VERSION) return null;
  return toHex(new Uint8Array(sealed, 1, KEY_ID_BYTES));
}

/** What was sealed; null when the bytes were changed, moved to another place, or sealed with another key. */
export async function openBytes(
  sealed: ArrayBuffer,
  place: Place,
  key: CryptoKey,
): Promise<ArrayBuffer | null> {
  const iv = new Uint8Array(sealed, 1 + KEY_ID_BYTES, IV_BYTES);
  const ciphertext = new Uint8Array(sealed, HEAD_BYTES);
  return decrypt({ ...aes(iv), additionalData: aad(place) }, key, ciphertext);
}

/** A key that only ever lives in memory, under a fresh name. */
export async function newNamedKey(raw: Uint8Array<ArrayBuffer>): Promise<NamedKey> {
  return { keyId: toHex(randomBytes(KEY_ID_BYTES)), key: await importKey(raw) };
}

/** Not extractable: no script can read it out again. */
export function importKey(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** Null instead of the browser's OperationError, which says nothing but "not with this key". */
export async function decrypt(
  algorithm: AesGcmParams,
  key: CryptoKey,
  ciphertext: BufferSource,
): Promise<ArrayBuffer | null> {
  try {
    return await crypto.subtle.decrypt(algorithm, key, ciphertext);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return null;
    throw error;
  }
}

export function randomBytes(count: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(count));
}

function aes(iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: 'AES-GCM', iv };
}

function aad(place: Place): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(['rollbook', VERSION, ...place]));
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
