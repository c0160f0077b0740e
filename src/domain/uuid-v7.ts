import type { Milliseconds } from './time.ts';

/** `00` to `ff`: an import makes thousands of ids. */
const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * A version-7 UUID in lower case (RFC 9562 section 5.7): sorts by the time it was made. Time and ten random bytes are
 * handed in.
 */
export function uuidV7(nowMs: Milliseconds, random: Uint8Array): string {
  const time = nowMs.toString(16).padStart(12, '0');
  const bytes = Array.from(random.subarray(0, 10));
  bytes[0] = 0x70 | ((bytes[0] ?? 0) & 0x0f);
  bytes[2] = 0x80 | ((bytes[2] ?? 0) & 0x3f);
  let tail = '';
  for (const byte of bytes) tail += hexPairs[byte];
  const hex = time + tail;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
