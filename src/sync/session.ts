import { sessionSchema, type Session, type SignInRequest } from '#protocol/auth.ts';
import type { Forgetting } from '#protocol/device-secret.ts';
import { callApi, deviceApi, emptyAnswerSchema, type ApiAnswer } from './api.ts';

export type { Session, SignInRequest } from '#protocol/auth.ts';

export function fetchSession(parts = deviceApi): Promise<ApiAnswer<Session>> {
  return callApi({ method: 'GET', path: '/api/session' }, sessionSchema, parts);
}

/** Sent again with the same `attempt` after silence, this is one sign-in, also with a password that works only once. */
export function signIn(request: SignInRequest): Promise<ApiAnswer<Session>> {
  return callApi({ method: 'POST', path: '/api/sign-in', json: request }, sessionSchema);
}

/** `device` forgets more than the person: the browser wipes everything this app stored. */
export function signOut(deviceId: string | null, forget: Forgetting): Promise<ApiAnswer<undefined>> {
  const query = new URLSearchParams({ forget });
  if (deviceId !== null) query.set('device', deviceId);
  return callApi({ method: 'POST', path: `/api/sign-out?${query}` }, emptyAnswerSchema);
}

/** Sets the permanent password of a student who came in with a temporary one. */
export function savePermanentPassword(newPassword: string): Promise<ApiAnswer<Session>> {
  return callApi({ method: 'POST', path: '/api/welcome', json: { newPassword } }, sessionSchema);
}
