import { inDatabase } from './in-database.ts';
import { keepReserve } from './reserve.ts';
import { orWithoutMemory } from './without-memory.ts';

let asked = false;

/**
 * Asks the browser, once for the tab, not to throw this app's data away when space gets short; some ask the person.
 */
async function askToPersist(): Promise<void> {
  if (asked || !globalThis.navigator?.storage?.persist) return;
  asked = true;
  if (!(await navigator.storage.persisted())) await navigator.storage.persist();
}

/** Called when there is something to lose: asks the browser to keep it, and sets room aside for it to be sent. */
export async function secureRoom(): Promise<void> {
  await askToPersist();
  await orWithoutMemory(() => inDatabase(keepReserve), undefined);
}
