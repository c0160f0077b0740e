import type { Owner } from '#storage/owner.ts';
import { fetchSchoolIndex, readSchoolIndex } from '#sync/school-index.ts';
import type { OtherSchool } from '#worker/roster-api.ts';
import { session } from '../../session/session.svelte.ts';

/** An administrator has a whole district; a file chosen by mistake is one of the few schools somebody works for. */
const MOST_SCHOOLS = 5;

/** What the person's other schools have: from the server where it can be asked, else what this device keeps. */
export async function loadOtherSchools(
  { userGuid, schoolId }: Owner,
  isOnline: boolean,
  signal: AbortSignal,
): Promise<OtherSchool[]> {
  const others = (session.person?.schools ?? []).filter((school) => school.schoolId !== schoolId);
  const asksServer = isOnline && others.length < MOST_SCHOOLS;
  const found: OtherSchool[] = [];
  for (const other of others.slice(0, MOST_SCHOOLS)) {
    const owner = { userGuid, schoolId: other.schoolId };
    const kept = await readSchoolIndex(owner);
    const fetched = asksServer ? await fetchSchoolIndex(owner, kept, Date.now, signal) : null;
    const known = fetched === null || fetched === 'same' ? kept : fetched;
    if (known) found.push({ schoolId: other.schoolId, index: known.index });
  }
  return found;
}
