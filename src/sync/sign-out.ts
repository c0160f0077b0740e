import { forgetPerson } from '#storage/forget-person.ts';
import { othersKeepWork } from '#storage/stored-work.ts';
import { deviceIdOf } from '#storage/unlock.ts';
import { orWithoutMemory } from '#storage/without-memory.ts';
import { oweSignOut, owedSignOut, settleSignOut, type Leaving } from './remembered-session.ts';
import { signOut } from './session.ts';

/** Leaves this device, also without a network: what is not kept is deleted here, and the server is owed the news. */
export async function signOutHere(storage: Storage, userGuid: string, leaving: Leaving): Promise<void> {
  const deviceId = await orWithoutMemory<string | null>(() => deviceIdOf(userGuid), null);
  oweSignOut(storage, { userGuid, deviceId, leaving, isLock: false });
  if (leaving === 'forget') await orWithoutMemory(() => forgetPerson(userGuid), undefined);
}

/**
 * Tells the server of a sign-out it has not heard of. True when the browser has wiped this app's storage at its word:
 * only then are the deleted bytes gone from the disk. Work that others keep on this device is spared.
 */
export async function tellSignOut(storage: Storage): Promise<boolean> {
  const owed = owedSignOut(storage);
  if (owed === null) return false;
  const keepsOthers = await orWithoutMemory(() => othersKeepWork(owed.userGuid), false);
  const forget = owed.leaving === 'keep' ? 'nothing' : keepsOthers ? 'person' : 'device';
  const answer = await signOut(owed.deviceId, forget);
  if (answer.type === 'no-answer') return false;
  settleSignOut(storage);
  return answer.type === 'answer' && forget === 'device';
}
