import { DAY_MS, type Milliseconds } from './time.ts';

/**
 * How long personal data that nobody touches stays on a device: drafts, uploads that were never sent, and the server's
 * half of the key that opens them. The district's default; it is told wherever something is about to go.
 */
export const DEVICE_RETENTION: Milliseconds = 30 * DAY_MS;

/** When something last touched at that moment is deleted from the device. */
export function deviceDeadline(touchedAt: Milliseconds): Milliseconds {
  return touchedAt + DEVICE_RETENTION;
}
