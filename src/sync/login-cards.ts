import type { UserGuid } from '#domain/ids.ts';
import { loginCardsSchema, MOST_CARDS_PER_REQUEST, type LoginCards } from '#protocol/login-cards.ts';
import { callApi, type ApiAnswer } from './api.ts';

/** Students of one request, and the id under which it may be sent again. */
export interface CardRequest {
  readonly resetId: string;
  readonly userGuids: readonly UserGuid[];
}

/** As many requests as these students take. */
export function cardRequests(userGuids: readonly UserGuid[]): CardRequest[] {
  return Array.from({ length: Math.ceil(userGuids.length / MOST_CARDS_PER_REQUEST) }, (_, index) => ({
    resetId: crypto.randomUUID(),
    userGuids: userGuids.slice(index * MOST_CARDS_PER_REQUEST, (index + 1) * MOST_CARDS_PER_REQUEST),
  }));
}

/** The cards of these students as they are; passwords that are not to be shown any more are left out. */
export function fetchLoginCards(
  schoolId: string,
  { userGuids }: CardRequest,
): Promise<ApiAnswer<LoginCards>> {
  const path = `${schoolPath(schoolId)}/login-cards`;
  return callApi({ method: 'POST', path, json: { userGuids } }, loginCardsSchema);
}

/** Gives these students new temporary passwords. Sent again with the same id it changes nothing more. */
export function resetPasswords(schoolId: string, request: CardRequest): Promise<ApiAnswer<LoginCards>> {
  const path = `${schoolPath(schoolId)}/password-resets`;
  return callApi({ method: 'POST', path, json: request }, loginCardsSchema);
}

function schoolPath(schoolId: string): string {
  return `/api/schools/${encodeURIComponent(schoolId)}`;
}
