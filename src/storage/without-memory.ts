import { StorageFailure } from './storage-trouble.ts';

/**
 * Does something on a device that may keep nothing: then the answer is `otherwise`. That it keeps nothing has been told,
 * and whoever asks here can do without.
 */
export async function orWithoutMemory<Value>(work: () => Promise<Value>, otherwise: Value): Promise<Value> {
  try {
    return await work();
  } catch (trouble) {
    if (trouble instanceof StorageFailure) return otherwise;
    throw trouble;
  }
}
