import { wakeMessage } from '#sync/wake-message.ts';

/** Tells every open window that a network is back. */
export async function wakeWindows(clients: Clients): Promise<void> {
  for (const window of await clients.matchAll({ type: 'window' })) window.postMessage(wakeMessage);
}
