import { deviceSecretSchema } from '#protocol/device-secret.ts';
import type { Milliseconds } from '#domain/time.ts';
import { checkManifest } from '#storage/manifest.ts';
import { deleteOverdue } from '#storage/retention.ts';
import { StorageFailure } from '#storage/storage-trouble.ts';
import {
  deviceIdOf,
  storePin,
  unlockWithPin,
  unlockWithSecret,
  type DeviceSecret,
  type PinAnswer,
} from '#storage/unlock.ts';
import { callApi } from './api.ts';

/** `no-memory`: the device keeps nothing, so there is nothing to open. */
export type Unlocking = 'unlocked' | 'pin-needed' | 'no-answer' | 'no-memory';

/**
 * Opens what this device keeps of the signed-in person, with the server's half of the key. What is overdue is deleted
 * then, and what is missing is told.
 */
export async function unlockOnline(userGuid: string): Promise<Unlocking> {
  try {
    const given = await fetchDeviceSecret(userGuid);
    if (given === null) return 'no-answer';
    const answer = await unlockWithSecret(userGuid, given);
    if (answer === 'other-device') return await unlockOnline(userGuid);
    if (answer === 'pin-needed') return answer;
    await deleteOverdue(userGuid, given.now);
    await checkManifest(userGuid);
    return answer;
  } catch (trouble) {
    if (trouble instanceof StorageFailure) return 'no-memory';
    throw trouble;
  }
}

/** Opens it with the PIN. Where the server answers, its half of the key is renewed as well. */
export async function unlockOffline(userGuid: string, pin: string, isOnline: boolean): Promise<PinAnswer> {
  const fresh = isOnline ? await fetchDeviceSecret(userGuid) : null;
  const answer = await unlockWithPin(userGuid, pin, fresh ?? undefined);
  if (answer.type === 'unlocked') await checkManifest(userGuid);
  return answer;
}

/** Sets the PIN, or takes it away with null; `no-answer`: that takes the server. */
export async function changePin(userGuid: string, pin: string | null): Promise<'done' | 'no-answer'> {
  const given = await fetchDeviceSecret(userGuid);
  if (given === null) return 'no-answer';
  return (await storePin(userGuid, given, pin)) ? 'done' : 'no-answer';
}

async function fetchDeviceSecret(
  userGuid: string,
): Promise<(DeviceSecret & { readonly now: Milliseconds }) | null> {
  const deviceId = await deviceIdOf(userGuid);
  const request = { method: 'POST', path: '/api/device-secret', json: { deviceId } } as const;
  const answer = await callApi(request, deviceSecretSchema);
  if (answer.type !== 'answer') return null;
  const { secret, now } = answer.value;
  return { deviceId, secret: fromBase64Url(secret), now };
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
