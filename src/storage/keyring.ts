import { importKey, newNamedKey, openBytes, randomBytes, sealBytes, type NamedKey } from './cipher.ts';
import { importPrivateKey, newBoxKeys } from './drop-box.ts';
import { unwrapWithPin, unwrapWithSecret, wrapWithPin, wrapWithSecret, type PinWrap } from './key-wrap.ts';

/** Wrong PINs in a row before the PIN opens nothing any more. */
export const PIN_TRIES = 10;
export const PIN_LEAST_DIGITS = 6;

/**
 * One person's keys on this device as they stand on the disk: the data key only wrapped, by a secret of the server's
 * and, if the person wants that, by a PIN.
 */
export interface KeyringRecord {
  readonly version: 1;
  readonly userGuid: string;
  /** What the server knows this device by, for this person alone. */
  readonly deviceId: string;
  readonly keyId: string;
  readonly wrapped: ArrayBuffer;
  readonly pin: (PinWrap & { readonly triesLeft: number }) | null;
  readonly boxPublicKey: ArrayBuffer;
  /** Sealed with the data key. */
  readonly boxPrivateKey: ArrayBuffer;
}

/** One person's keys, open. They live in memory only. */
export interface OpenKeyring {
  readonly userGuid: string;
  readonly dataKey: NamedKey;
  readonly boxKey: CryptoKey;
}

/** Whose ring it will be, and the secret the server gave this device for it. */
export interface NewKeyring {
  readonly userGuid: string;
  readonly deviceId: string;
  readonly secret: BufferSource;
}

export async function createKeyring({
  userGuid,
  deviceId,
  secret,
}: NewKeyring): Promise<{ record: KeyringRecord; open: OpenKeyring }> {
  const raw = randomBytes(32);
  const dataKey = await newNamedKey(raw);
  const wrapped = await wrapWithSecret(raw, secret, ownerOf({ userGuid, deviceId }));
  raw.fill(0);
  const { publicKey: boxPublicKey, privateKey } = await newBoxKeys();
  const boxPrivateKey = await sealBytes(privateKey, ['keyrings', userGuid, 'box'], dataKey);
  const boxKey = await importPrivateKey(privateKey);
  privateKey.fill(0);
  const { keyId } = dataKey;
  const record: KeyringRecord = {
    version: 1,
    userGuid,
    deviceId,
    keyId,
    wrapped,
    pin: null,
    boxPublicKey,
    boxPrivateKey,
  };
  return { record, open: { userGuid, dataKey, boxKey } };
}

/** Null when the server's secret is another one by now. */
export async function openWithSecret(
  record: KeyringRecord,
  secret: BufferSource,
): Promise<OpenKeyring | null> {
  const raw = await unwrapWithSecret(record.wrapped, secret, ownerOf(record));
  return raw && openWith(record, raw);
}

/** Null when the PIN is wrong. Counting tries is the caller's. */
export async function openWithPin(record: KeyringRecord, pin: string): Promise<OpenKeyring | null> {
  const raw = record.pin && (await unwrapWithPin(record.pin, pin, ownerOf(record)));
  return raw && openWith(record, raw);
}

/** The ring with a PIN, or another one; null when the secret does not open it. */
export async function withPin(
  record: KeyringRecord,
  secret: BufferSource,
  pin: string,
): Promise<KeyringRecord | null> {
  const raw = await unwrapWithSecret(record.wrapped, secret, ownerOf(record));
  if (raw === null) return null;
  const wrap = await wrapWithPin(raw, pin, ownerOf(record));
  raw.fill(0);
  return { ...record, pin: { ...wrap, triesLeft: PIN_TRIES } };
}

/** The ring as a new secret of the server opens it, for who has the PIN; null when the PIN is wrong. */
export async function withSecret(
  record: KeyringRecord,
  pin: string,
  secret: BufferSource,
): Promise<KeyringRecord | null> {
  const raw = record.pin && (await unwrapWithPin(record.pin, pin, ownerOf(record)));
  if (raw === null) return null;
  const wrapped = await wrapWithSecret(raw, secret, ownerOf(record));
  raw.fill(0);
  return { ...record, wrapped };
}

/** The ring after one more try of its PIN: the last one takes the PIN away. Written down before the PIN is looked at. */
export function spendTry(record: KeyringRecord): KeyringRecord {
  if (record.pin === null) return record;
  const triesLeft = record.pin.triesLeft - 1;
  return { ...record, pin: triesLeft > 0 ? { ...record.pin, triesLeft } : null };
}

/** The ring once its PIN was right: `before` is what stood there before the try. */
export function giveTriesBack(before: KeyringRecord): KeyringRecord {
  return { ...before, pin: before.pin && { ...before.pin, triesLeft: PIN_TRIES } };
}

async function openWith(record: KeyringRecord, raw: Uint8Array<ArrayBuffer>): Promise<OpenKeyring | null> {
  const { userGuid, keyId } = record;
  const dataKey = { keyId, key: await importKey(raw) };
  raw.fill(0);
  const privateKey = await openBytes(record.boxPrivateKey, ['keyrings', userGuid, 'box'], dataKey.key);
  if (privateKey === null) return null;
  const boxKey = await importPrivateKey(privateKey);
  new Uint8Array(privateKey).fill(0);
  return { userGuid, dataKey, boxKey };
}

function ownerOf({ userGuid, deviceId }: Pick<KeyringRecord, 'userGuid' | 'deviceId'>): string {
  return `${userGuid}\n${deviceId}`;
}
