import { hkdfSync } from 'node:crypto';
import type { UserGuid } from '#domain/ids.ts';
import { DEVICE_RETENTION } from '#domain/retention.ts';
import { DAY_MS, type Milliseconds } from '#domain/time.ts';
import type { ServerKey } from '../accounts/server-keys.ts';
import type { Parts } from '../parts.ts';

const BYTES = 32;

/** What was destroyed is remembered this long, so that it cannot be asked for again. */
const REMEMBERED_FOR: Milliseconds = 365 * DAY_MS;

/** The first secret of a device needs no row: a server restored from an older backup still opens every device. */
const FIRST_NONCE = '';

/** One person on one device. */
export interface PersonsDevice {
  readonly userGuid: UserGuid;
  readonly deviceId: string;
}

/** `isNew`: this device asks for the first time. */
export interface GivenSecret {
  readonly secret: string;
  readonly isNew: boolean;
}

type SecretParts = Pick<Parts, 'db' | 'clock' | 'randomBytes' | 'keys'>;

/**
 * The server's half of the key to what this person keeps on this device, as base64url: the same each time until it is
 * destroyed or nobody asked for it within the retention. It stands nowhere: a copy of the database alone opens no device.
 */
export async function deviceSecret(device: PersonsDevice, parts: SecretParts): Promise<GivenSecret> {
  await destroyIfUnused(device, parts);
  const { key_id: keyId, nonce, created_at, last_used_at } = await touchOrCreate(device, parts);
  const isNew = created_at === last_used_at;
  const key = parts.keys.find(keyId);
  if (key !== undefined) return { secret: derive(nonce, key, device), isNew };
  // Made with a server key that was taken away since: what it opened is lost, and the device says so.
  await destroyDeviceSecret(device, parts);
  const { nonce: fresh } = await touchOrCreate(device, parts);
  return { secret: derive(fresh, parts.keys.current, device), isNew: true };
}

/** From now on nothing opens what the device still holds of this person; the next secret is another one. */
export async function destroyDeviceSecret(device: PersonsDevice, parts: SecretParts): Promise<void> {
  const fresh = { key_id: parts.keys.current.keyId, nonce: newNonce(parts) };
  await parts.db
    .insertInto('device_secrets')
    .values({ ...newRow(device, parts), ...fresh })
    .onConflict((conflict) => conflict.columns(['user_guid', 'device_id']).doUpdateSet(fresh))
    .execute();
}

/** Nobody asked in time: the next secret is another one. What was destroyed long ago is forgotten. */
async function destroyIfUnused({ userGuid, deviceId }: PersonsDevice, parts: SecretParts): Promise<void> {
  const now = parts.clock();
  await parts.db
    .updateTable('device_secrets')
    .set({ key_id: parts.keys.current.keyId, nonce: newNonce(parts) })
    .where('user_guid', '=', userGuid)
    .where('device_id', '=', deviceId)
    .where('last_used_at', '<=', now - DEVICE_RETENTION)
    .execute();
  await parts.db
    .deleteFrom('device_secrets')
    .where('last_used_at', '<=', now - REMEMBERED_FOR)
    .execute();
}

/** One statement, so that two tabs asking at once get one secret. */
function touchOrCreate(device: PersonsDevice, parts: SecretParts) {
  const last_used_at = parts.clock();
  return parts.db
    .insertInto('device_secrets')
    .values(newRow(device, parts))
    .onConflict((conflict) => conflict.columns(['user_guid', 'device_id']).doUpdateSet({ last_used_at }))
    .returning(['key_id', 'nonce', 'created_at', 'last_used_at'])
    .executeTakeFirstOrThrow();
}

function newRow({ userGuid, deviceId }: PersonsDevice, { clock, keys }: SecretParts) {
  const now = clock();
  return {
    user_guid: userGuid,
    device_id: deviceId,
    key_id: keys.current.keyId,
    nonce: FIRST_NONCE,
    created_at: now,
    last_used_at: now,
  };
}

function newNonce({ randomBytes }: SecretParts): string {
  return Buffer.from(randomBytes(BYTES)).toString('base64url');
}

function derive(nonce: string, { secret }: ServerKey, { userGuid, deviceId }: PersonsDevice): string {
  const info = `device-secret/v1\n${userGuid}\n${deviceId}`;
  const bytes = hkdfSync('sha256', secret, Buffer.from(nonce, 'base64url'), info, BYTES);
  return Buffer.from(bytes).toString('base64url');
}
