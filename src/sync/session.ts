import { sessionSchema, type Session } from '#protocol/auth.ts';
import { callApi, emptyAnswerSchema, type ApiAnswer } from './api.ts';

export type { Session } from '#protocol/auth.ts';

export function fetchSession(): Promise<ApiAnswer<Session>> {
  return callApi({ method: 'GET', path: '/api/session' }, sessionSchema);
}

export function signIn(username: string, password: string): Promise<ApiAnswer<Session>> {
  return callApi({ method: 'POST', path: '/api/session', json: { username, password } }, sessionSchema);
}

export function signOut(): Promise<ApiAnswer<undefined>> {
  return callApi({ method: 'DELETE', path: '/api/session' }, emptyAnswerSchema);
}

/** Sets the permanent password of a student who came in with a temporary one. */
export function savePermanentPassword(newPassword: string): Promise<ApiAnswer<Session>> {
  return callApi({ method: 'POST', path: '/api/welcome', json: { newPassword } }, sessionSchema);
}
