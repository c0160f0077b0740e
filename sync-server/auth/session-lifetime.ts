import type { Role } from '#domain/organizations/organization.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, type Milliseconds } from '#domain/time.ts';

/**
 * How long a session lives unused, and at most. Staff sign in once a school day and keep their tablet to themselves;
 * students share theirs. (OWASP Session Management: an idle and an absolute limit.)
 */
const lifetimes: Readonly<Record<Role, { readonly idle: Milliseconds; readonly absolute: Milliseconds }>> = {
  administrator: { idle: 12 * HOUR_MS, absolute: 7 * DAY_MS },
  teacher: { idle: 12 * HOUR_MS, absolute: 7 * DAY_MS },
  student: { idle: 2 * HOUR_MS, absolute: 12 * HOUR_MS },
};

/** Long enough to think of a password, short enough that a tablet left lying does not keep the door open. */
const MUST_CHANGE_LIFETIME: Milliseconds = 30 * MINUTE_MS;

/** `last_seen_at` is written this seldom: a page that asks every second writes nothing. */
export const TOUCH_EVERY: Milliseconds = MINUTE_MS;

/** When a session that begins now ends, however busy it is. */
export function sessionEnd(role: Role, mustChangePassword: boolean, now: Milliseconds): Milliseconds {
  return now + (mustChangePassword ? MUST_CHANGE_LIFETIME : lifetimes[role].absolute);
}

/** Whether a session last seen at that time, and ending at `expiresAt` at the latest, is still good. */
export function isSessionAlive(
  session: { readonly role: Role; readonly lastSeenAt: Milliseconds; readonly expiresAt: Milliseconds },
  now: Milliseconds,
): boolean {
  return now < session.expiresAt && now - session.lastSeenAt < lifetimes[session.role].idle;
}
