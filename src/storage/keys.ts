import type { NamedKey } from './cipher.ts';
import { dropKey, takeOut } from './drop-box.ts';
import { inDatabase } from './in-database.ts';
import type { OpenKeyring } from './keyring.ts';

/** The open keys of this tab's person. Nowhere but here, and gone with the tab. */
let ring: OpenKeyring | null = null;
/** Keys that were dropped into the box, by their id: taken out, or made by this tab while it was locked. */
const dropped = new Map<string, CryptoKey>();
/** What this tab seals with while the keys of a person are locked, by user GUID. */
const ownDrops = new Map<string, Promise<NamedKey>>();
const listeners = new Set<() => void>();
/** The server has answered before; it makes keys in a moment or not at all. */
const PATIENCE_MS = 10_000;

/** Whether what this person keeps on the device can be read in this tab. */
export function isUnlocked(userGuid: string): boolean {
  return ring?.userGuid === userGuid;
}

export function openRing(): OpenKeyring | null {
  return ring;
}

export function holdKeys(opened: OpenKeyring): void {
  ring = opened;
  notify();
}

/** From now on this tab can read nothing that is stored, until the keys are opened again. */
export function dropKeys(): void {
  ring = null;
  dropped.clear();
  ownDrops.clear();
  notify();
}

/** Calls back after the keys were opened or locked, until the returned function is called. */
export function onKeysChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * The key to seal something of this person with. While their keys are locked that is a fresh one which only their
 * open keys can take out of the box again.
 */
export function sealingKey(userGuid: string): Promise<NamedKey> {
  if (ring?.userGuid === userGuid) return Promise.resolve(ring.dataKey);
  let own = ownDrops.get(userGuid);
  if (own === undefined) {
    own = dropOwnKey(userGuid);
    own.catch(() => ownDrops.delete(userGuid));
    ownDrops.set(userGuid, own);
  }
  return own;
}

/** The key of that id. `locked`: it takes the person to open it. `gone`: nobody has it any more. */
export async function openingKey(keyId: string): Promise<CryptoKey | 'locked' | 'gone'> {
  if (ring?.dataKey.keyId === keyId) return ring.dataKey.key;
  const known = dropped.get(keyId);
  if (known) return known;
  if (ring === null) return 'locked';
  const found = await inDatabase((database) => database.droppedKeys.get(keyId));
  const key = found && (await takeOut(found, ring.boxKey));
  if (!key) return 'gone';
  dropped.set(keyId, key);
  return key;
}

/** What stands on the disk for it comes first: a key nobody can take out must seal nothing. */
async function dropOwnKey(userGuid: string): Promise<NamedKey> {
  const record = await inDatabase((database) => database.keyrings.get(userGuid));
  if (record === undefined) return firstKey(userGuid);
  const { key, dropped: drop } = await dropKey(record.boxPublicKey);
  await inDatabase((database) => database.droppedKeys.put({ ...drop, userGuid }));
  dropped.set(key.keyId, key.key);
  return key;
}

/** This device keeps nothing of the person yet: their keys are on the way from the server that let them in. */
function firstKey(userGuid: string): Promise<NamedKey> {
  return new Promise((resolve, reject) => {
    const late = new Error('Nothing can be sealed for a person without keys on this device.');
    const timer = setTimeout(() => settle(() => reject(late)), PATIENCE_MS);
    const look = () => {
      const key = ring?.userGuid === userGuid ? ring.dataKey : null;
      if (key) settle(() => resolve(key));
    };
    const stop = onKeysChange(look);
    const settle = (how: () => void) => {
      clearTimeout(timer);
      stop();
      how();
    };
    look();
  });
}

function notify(): void {
  for (const listener of listeners) listener();
}
