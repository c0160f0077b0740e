import { setTimeout } from 'node:timers/promises';

/** Asks again and again until the answer is yes; a test's own time limit ends it otherwise. */
export async function waitUntil(isSo: () => Promise<boolean>, everyMs = 10): Promise<void> {
  while (!(await isSo())) await setTimeout(everyMs);
}
