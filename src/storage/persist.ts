let asked = false;

/**
 * Asks the browser, once for the tab, not to throw this app's data away when space gets short. Called when there is
 * something to lose; some browsers ask the person.
 */
export async function askToPersist(): Promise<void> {
  if (asked || !globalThis.navigator?.storage?.persist) return;
  asked = true;
  if (!(await navigator.storage.persisted())) await navigator.storage.persist();
}
