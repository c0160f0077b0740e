import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { SECOND_MS } from '#domain/time.ts';
import type { NewSession } from './open-session.ts';

/** With the prefix `__Host-`: the browser takes it only when Secure, for this host alone and for all its paths. */
const NAME = 'session';

const attributes = { prefix: 'host', secure: true, httpOnly: true, sameSite: 'Lax', path: '/' } as const;

/** Staff stay signed in when the browser is closed; a student's cookie goes with it, because tablets are shared. */
export function setSessionCookie(c: Context, session: NewSession): void {
  const maxAge = Math.floor((session.expiresAt - session.createdAt) / SECOND_MS);
  setCookie(c, NAME, session.token, session.role === 'student' ? attributes : { ...attributes, maxAge });
}

export function readSessionCookie(c: Context): string | undefined {
  return getCookie(c, NAME, 'host');
}

export function clearSessionCookie(c: Context): void {
  deleteCookie(c, NAME, attributes);
}
