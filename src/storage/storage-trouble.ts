import type { Milliseconds } from '#domain/time.ts';

/** Work of one person that this device can no longer give back. */
export interface LostWork {
  readonly drafts: number;
  readonly uploads: number;
  /** When the newest of it was saved, by the device's clock. */
  readonly lastAt: Milliseconds;
}

/**
 * What is wrong with this device's memory.
 * - `unavailable`: there is none (private mode, switched off): everything works until the page is closed.
 * - `broken`: there is one, and the browser cannot open it.
 * - `full`: no room; nothing that was saved before is lost.
 * - `blocked`: an older version of the app is open in another tab.
 * - `newer`: what is stored was written by a newer version of the app.
 * - `lost`: the browser dropped the database and did not give it back.
 * - `missing`: saved work is not there any more. `key_gone`: it is there and nothing opens it.
 */
export type StorageTrouble =
  | {
      readonly code:
        | 'storage.unavailable'
        | 'storage.broken'
        | 'storage.full'
        | 'storage.blocked'
        | 'storage.newer'
        | 'storage.lost';
    }
  | ({ readonly code: 'storage.missing' | 'storage.key_gone' } & LostWork);

export type StorageTroubleCode = StorageTrouble['code'];

/** The memory of the device is in trouble, which has been told; whoever meets this goes on without it. */
export class StorageFailure extends Error {
  readonly code: StorageTroubleCode;

  constructor(code: StorageTroubleCode, cause: unknown) {
    super(`The device's storage failed: ${code}`, { cause });
    this.name = 'StorageFailure';
    this.code = code;
  }
}

const troubles = new Map<StorageTroubleCode, StorageTrouble>();
const listeners = new Set<() => void>();

/** All troubles of now, the first told first. */
export function storageTroubles(): StorageTrouble[] {
  return [...troubles.values()];
}

export function tellTrouble(trouble: StorageTrouble): void {
  troubles.set(trouble.code, trouble);
  for (const listener of listeners) listener();
}

/** It is over, or the person has read it. */
export function endTrouble(code: StorageTroubleCode): void {
  if (troubles.delete(code)) for (const listener of listeners) listener();
}

/** Calls back after each change until the returned function is called. */
export function onStorageTrouble(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** By the names of the errors: their messages are empty or differ. Dexie wraps the browser's error as `inner`. */
export function isOutOfSpace(error: unknown): boolean {
  return namesOf(error).includes('QuotaExceededError');
}

const lostNames = ['UnknownError', 'InvalidStateError', 'DatabaseClosedError', 'DatabaseClosed'];

/** WebKit drops connections of pages in the background; opening once more heals that. */
export function isLostConnection(error: unknown): boolean {
  return namesOf(error).some((name) => lostNames.includes(name));
}

function namesOf(error: unknown): string[] {
  const all = [error, (error as { inner?: unknown } | null)?.inner];
  return all.map((one) => (one as Error | null | undefined)?.name ?? '');
}
