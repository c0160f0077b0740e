import { wakeMessage, wakeTag } from './wake-message.ts';

/** Chromium's alone; elsewhere the other triggers have to do. */
interface SyncManager {
  register(tag: string): Promise<void>;
}

/**
 * Asks the browser to say when a network is back, where it can (Background Sync). Only a hint to try sooner: no
 * service worker, or a person who forbade it, changes nothing.
 */
export async function askToBeWoken(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  const sync = (registration as { readonly sync?: SyncManager } | undefined)?.sync;
  if (!sync || !registration?.active) return;
  try {
    await sync.register(wakeTag);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

/** Calls back when the service worker says that a network is back; returns how to stop that. */
export function onWake(listener: () => void): () => void {
  const hear = (event: MessageEvent) => {
    if (event.data === wakeMessage) listener();
  };
  navigator.serviceWorker?.addEventListener('message', hear);
  return () => navigator.serviceWorker?.removeEventListener('message', hear);
}
