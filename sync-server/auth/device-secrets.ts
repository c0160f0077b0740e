import { hkdfSync } from 'node:crypto';
import type { UserGuid } from '#domain/ids.ts';
import { DEVICE_RETENTION } from '#domain/retention.ts';
import type { ServerKey } from '../accounts/server-keys.ts';
import type { Parts } from '../parts.ts';

const BYTES = 32;

/** One person on one device. */
export interface PersonsDevice {
  readonly userGuid: UserGuid;
  readonly deviceId: string;
}

type SecretParts = Pick<Parts, 'db' | 'clock' | 'randomBytes' | 'keys'>;

/**
 * The server's half of the key to what this person keeps on this device, as base64url: the same each time until it is
 * destroyed or nobody asked for it within the retention. It stands nowhere: a copy of the database alone opens no device.
 */
export async function deviceSecret(device: PersonsDevice, parts: SecretParts): Promise<string> {
  const { db, clock, keys } = parts;
  const now = clock();
  await db
    .deleteFrom('device_secrets')
    .where('last_used_at', '<=', now - DEVICE_RETENTION)
    .execute();
  const row = await touchOrCreate(device, parts);
  const key = keys.find(row.key_id);
  if (key !== undefined) return derive(row.nonce, key, device);
  // Made with a server key that was taken away since: what it opened is lost, and the device says so.
  await destroyDeviceSecret(device, parts);
  return derive((await touchOrCreate(device, parts)).nonce, keys.current, device);
}

/** From now on nothing opens what the device still holds of this person. */
export async function destroyDeviceSecret(
  { userGuid, deviceId }: PersonsDevice,
  { db }: Pick<Parts, 'db'>,
): Promise<void> {
  await db
    .deleteFrom('device_secrets')
    .where('user_guid', '=', userGuid)
    .where('device_id', '=', deviceId)
    .execute();
}

/** One statement, so that two tabs asking at once get one secret. */
function touchOrCreate({ userGuid, deviceId }: PersonsDevice, { db, clock, randomBytes, keys }: SecretParts) {
  const now = clock();
  return db
    .insertInto('device_secrets')
    .values({
      user_guid: userGuid,
      device_id: deviceId,
      key_id: keys.current.keyId,
      nonce: Buffer.from(randomBytes(BYTES)).toString('base64url'),
      created_at: now,
      last_used_at: now,
    })
    .onConflict((conflict) => conflict.columns(['user_guid', 'device_id']).doUpdateSet({ last_used_at: now }))
    .returning(['key_id', 'nonce'])
    .executeTakeFirstOrThrow();
}

function derive(nonce: string, { secret }: ServerKey, { userGuid, deviceId }: PersonsDevice): string {
  const info = `device-secret/v1\n${userGuid}\n${deviceId}`;
  return Buffer.from(hkdfSync('sha256', secret, Buffer.from(nonce, 'base64url'), info, BYTES)).toString(
    'base64url',
  );
}
