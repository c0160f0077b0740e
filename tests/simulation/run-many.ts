import { setImmediate } from 'node:timers/promises';
import type { Verdict } from './run-seed.ts';

/** Runs go on side by side, each one event further, so that one turn of the event loop settles the promises of all. */
const SIDE_BY_SIDE = 100;

/** Works runs off; `onVerdict` hears of each as it ends and answers whether to go on. */
export async function runMany(
  runs: Iterator<Generator<void, Verdict>>,
  onVerdict: (verdict: Verdict) => boolean,
): Promise<void> {
  let active: Generator<void, Verdict>[] = [];
  let goesOn = true;
  while (goesOn) {
    while (active.length < SIDE_BY_SIDE) {
      const next = runs.next();
      if (next.done) break;
      active.push(next.value);
    }
    if (active.length === 0) return;
    const unfinished: typeof active = [];
    for (const run of active) {
      const { done, value } = run.next();
      if (!done) unfinished.push(run);
      else if (!onVerdict(value)) goesOn = false;
    }
    active = unfinished;
    await setImmediate();
  }
}
