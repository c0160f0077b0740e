import type { Language } from '#i18n/plural.ts';
import { MINUTE_MS, SECOND_MS, type Milliseconds } from '#domain/time.ts';

/** How long a wait still is, in whole minutes or, below one, in steps of five seconds; never less than it is. */
export function formatWait(wait: Milliseconds, language: Language): string {
  if (wait > MINUTE_MS - 5 * SECOND_MS) return amount(Math.ceil(wait / MINUTE_MS), 'minute', language);
  return amount(Math.max(5, Math.ceil(wait / (5 * SECOND_MS)) * 5), 'second', language);
}

/** An amount of data to be sent, rounded up: "12 kB", "1.4 MB". */
export function formatBytes(bytes: number, language: Language): string {
  if (bytes > 999_000) return amount(Math.ceil(bytes / 100_000) / 10, 'megabyte', language);
  return amount(Math.max(1, Math.ceil(bytes / 1_000)), 'kilobyte', language);
}

function amount(value: number, unit: string, language: Language): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
}
