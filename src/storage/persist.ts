import { inDatabase } from './in-database.ts';
import { keepReserve } from './reserve.ts';
import { orWithoutMemory } from './without-memory.ts';

let asked = false;
const listeners = new Set<() => void>();

/**
 * Tells whether the browser has promised to keep this app's data when space gets short; null where it cannot say.
 * Tells it again after it was asked to. Returns how to stop.
 */
export function watchPromise(tell: (isPromised: boolean | null) => void): () => void {
  const look = () => void isPromised().then(tell);
  listeners.add(look);
  look();
  return () => listeners.delete(look);
}

async function isPromised(): Promise<boolean | null> {
  return (await globalThis.navigator?.storage?.persisted?.()) ?? null;
}

/**
 * Asks the browser, once for the tab, not to throw this app's data away when space gets short; some ask the person.
 */
async function askToPersist(): Promise<void> {
  if (asked || !globalThis.navigator?.storage?.persist) return;
  asked = true;
  if (!(await navigator.storage.persisted())) await navigator.storage.persist();
  for (const look of listeners) look();
}

/** Called when there is something to lose: asks the browser to keep it, and sets room aside for it to be sent. */
export async function secureRoom(): Promise<void> {
  await askToPersist();
  await orWithoutMemory(() => inDatabase(keepReserve), undefined);
}
