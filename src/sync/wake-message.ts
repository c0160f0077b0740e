/** Background Sync calls the service worker back under this name when a network returns. */
export const wakeTag = 'outbox';

/** What the service worker then tells the open windows. */
export const wakeMessage = 'rollbook: try to send';
