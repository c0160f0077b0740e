import { SECOND_MS, type Milliseconds } from '#domain/time.ts';

/**
 * How long an answer asks to wait before the next try; null when it does not. `Retry-After` is a number of seconds or a
 * date (RFC 9110 section 10.2.3). A date is held against the sender's own `Date`: the clock of a device may be days off.
 */
export function readRetryAfter(headers: Pick<Headers, 'get'>): Milliseconds | null {
  const text = headers.get('Retry-After')?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * SECOND_MS;
  const until = Date.parse(text);
  if (Number.isNaN(until)) return null;
  const sentAt = Date.parse(headers.get('Date') ?? '');
  return Math.max(until - (Number.isNaN(sentAt) ? Date.now() : sentAt), 0);
}
