import type { Database } from './database.ts';
import { inDatabase } from './in-database.ts';
import {
  createKeyring,
  giveTriesBack,
  openWithPin,
  openWithSecret,
  spendTry,
  withPin,
  withSecret,
  type KeyringRecord,
  type OpenKeyring,
} from './keyring.ts';
import { holdKeys } from './keys.ts';
import { forgetPerson } from './forget-person.ts';
import { sealOldRows } from './seal-old-rows.ts';
import { offerKeys } from './share-keys.ts';
import { tellTrouble } from './storage-trouble.ts';
import { storedWork } from './stored-work.ts';

/** What the server gave this device for one person. */
export interface DeviceSecret {
  readonly deviceId: string;
  readonly secret: BufferSource;
}

/** What this device is known by for one person; a fresh name when it keeps nothing of theirs. */
export async function deviceIdOf(userGuid: string): Promise<string> {
  const record = await findKeyring(userGuid);
  return record?.deviceId ?? crypto.randomUUID();
}

/**
 * Opens the person's keys in all tabs, or makes them on a device that has none. `pin-needed`: the server has lost what
 * opened them, but the PIN still does. `other-device`: another tab made keys in the meantime; ask again for its id.
 * When nothing opens what is here, it is deleted and told.
 */
export async function unlockWithSecret(
  userGuid: string,
  given: DeviceSecret,
): Promise<'unlocked' | 'pin-needed' | 'other-device'> {
  const record = await findKeyring(userGuid);
  if (record === undefined) return startKeyring(userGuid, given);
  if (record.deviceId !== given.deviceId) return 'other-device';
  const ring = await openWithSecret(record, given.secret);
  if (ring) return use(ring);
  if (record.pin) return 'pin-needed';
  const work = await storedWork(userGuid);
  await forgetPerson(userGuid);
  if (work.drafts + work.uploads > 0) tellTrouble({ code: 'storage.key_gone', ...work });
  return startKeyring(userGuid, given);
}

/** How trying a PIN went; `no-pin` also after the last wrong one. */
export type PinAnswer =
  { readonly type: 'unlocked' | 'no-pin' } | { readonly type: 'wrong'; readonly triesLeft: number };

/** Opens the person's keys without the server. `fresh` is a secret the keys shall open with from now on. */
export async function unlockWithPin(userGuid: string, pin: string, fresh?: DeviceSecret): Promise<PinAnswer> {
  const before = await spendStoredTry(userGuid);
  if (!before?.pin) return { type: 'no-pin' };
  const ring = await openWithPin(before, pin);
  if (ring === null) {
    const triesLeft = before.pin.triesLeft - 1;
    return triesLeft > 0 ? { type: 'wrong', triesLeft } : { type: 'no-pin' };
  }
  const after = fresh ? await withSecret(before, pin, fresh.secret) : before;
  await storeKeyring(giveTriesBack(after ?? before));
  use(ring);
  return { type: 'unlocked' };
}

/** Whether this person has keys on this device, open or not. */
export async function hasKeyring(userGuid: string): Promise<boolean> {
  return (await findKeyring(userGuid)) !== undefined;
}

export async function hasPin(userGuid: string): Promise<boolean> {
  return (await findKeyring(userGuid))?.pin != null;
}

/** Sets the PIN, or takes it away with null. False when the secret does not open the keys. */
export async function storePin(
  userGuid: string,
  { secret }: Pick<DeviceSecret, 'secret'>,
  pin: string | null,
): Promise<boolean> {
  const record = await findKeyring(userGuid);
  if (record === undefined) return false;
  const changed = pin === null ? { ...record, pin: null } : await withPin(record, secret, pin);
  if (changed) await storeKeyring(changed);
  return changed !== null;
}

async function startKeyring(userGuid: string, given: DeviceSecret): Promise<'unlocked' | 'other-device'> {
  const { record, open } = await createKeyring({ userGuid, ...given });
  const isOurs = await inDatabase((database) => addKeyring(database, record));
  if (!isOurs) return 'other-device';
  use(open);
  await sealOldRows(userGuid);
  return 'unlocked';
}

function addKeyring(database: Database, record: KeyringRecord): Promise<boolean> {
  return database.transaction('rw', database.keyrings, async () => {
    const known = await database.keyrings.get(record.userGuid);
    if (known === undefined) await database.keyrings.add(record);
    return known === undefined || known.keyId === record.keyId;
  });
}

function use(ring: OpenKeyring): 'unlocked' {
  holdKeys(ring);
  offerKeys();
  return 'unlocked';
}

/** The ring as it was before this try; the try is on the disk before anybody learns how it went. */
function spendStoredTry(userGuid: string): Promise<KeyringRecord | undefined> {
  return inDatabase((database) =>
    database.transaction('rw', database.keyrings, async () => {
      const record = await database.keyrings.get(userGuid);
      if (record?.pin) await database.keyrings.put(spendTry(record));
      return record;
    }),
  );
}

function findKeyring(userGuid: string): Promise<KeyringRecord | undefined> {
  return inDatabase((database) => database.keyrings.get(userGuid));
}

function storeKeyring(record: KeyringRecord): Promise<unknown> {
  return inDatabase((database) => database.keyrings.put(record));
}
