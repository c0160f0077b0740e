import { sessionSchema, type Session } from '#protocol/auth.ts';
import { linkSchema, type JoinRequest, type Link, type SetUpRequest } from '#protocol/one-time-links.ts';
import { callApi, type ApiAnswer } from './api.ts';

export type { Link } from '#protocol/one-time-links.ts';

/** What the link with this token is for. */
export function readLink(token: string): Promise<ApiAnswer<Link>> {
  return callApi({ method: 'POST', path: '/api/links', json: { token } }, linkSchema);
}

/** Makes the district and its first administrator, who is signed in with the answer. */
export function setUp(request: SetUpRequest): Promise<ApiAnswer<Session>> {
  return callApi({ method: 'POST', path: '/api/set-up', json: request }, sessionSchema);
}

/** Makes the account of an invited teacher, who is signed in with the answer. */
export function join(request: JoinRequest): Promise<ApiAnswer<Session>> {
  return callApi({ method: 'POST', path: '/api/join', json: request }, sessionSchema);
}
