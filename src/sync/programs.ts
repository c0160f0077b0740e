import { programListSchema, type Program } from '#protocol/organizations.ts';
import { callApi, type ApiAnswer } from './api.ts';

export type { Program } from '#protocol/organizations.ts';

/** The programs a school uses. */
export function fetchPrograms(
  schoolId: string,
  signal: AbortSignal,
): Promise<ApiAnswer<{ programs: Program[] }>> {
  const path = `/api/schools/${encodeURIComponent(schoolId)}/programs`;
  return callApi({ method: 'GET', path, signal }, programListSchema);
}
