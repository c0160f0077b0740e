import { inDatabase } from './in-database.ts';
import { openPayload, sealPayload } from './payload.ts';

/** Keeps who the person is, as the server said it; the shape is the caller's. */
export async function storeProfile(userGuid: string, profile: unknown): Promise<void> {
  const sealed = await sealPayload(profile, ['profiles', userGuid], userGuid);
  await inDatabase((database) => database.profiles.put({ userGuid, sealed }));
}

/** What was kept last; null when there is nothing, or it is locked. */
export async function readProfile(userGuid: string): Promise<unknown> {
  const record = await inDatabase((database) => database.profiles.get(userGuid));
  if (record === undefined) return null;
  const opened = await openPayload<unknown>(record.sealed, ['profiles', userGuid]);
  return opened.ok ? opened.value : null;
}
