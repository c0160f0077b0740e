import { mostUsernames, usernamesTakenSchema } from '#protocol/school-index.ts';
import { callApi } from './api.ts';

/** Which of these usernames somebody has, in any school; null when the server could not be asked about all of them. */
export async function askTakenUsernames(
  usernames: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[] | null> {
  const taken: string[] = [];
  for (let from = 0; from < usernames.length; from += mostUsernames) {
    const asked = usernames.slice(from, from + mostUsernames);
    const request = {
      method: 'POST',
      path: '/api/usernames/taken',
      json: { usernames: asked },
      signal,
    } as const;
    const answer = await callApi(request, usernamesTakenSchema);
    if (answer.type !== 'answer') return null;
    taken.push(...answer.value.taken);
  }
  return taken;
}
