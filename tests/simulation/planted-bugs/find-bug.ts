import type { Violation } from '../oracle.ts';
import { runMany } from '../run-many.ts';
import { runSeed } from '../run-seed.ts';
import type { PlantedBug } from './planted-bug.ts';

export interface Catch {
  readonly seed: number;
  readonly violation: Violation;
}

/** The first seed of so many, from 1 on, that shows the planted bug; null when none does. */
export async function findBug(bug: PlantedBug, seeds: number): Promise<Catch | null> {
  let caught: Catch | null = null;
  function* runs() {
    for (let seed = 1; seed <= seeds; seed += 1) yield runSeed(seed, bug.plant());
  }
  await runMany(runs(), ({ seed, violations: [violation] }) => {
    if (violation && (caught === null || seed < caught.seed)) caught = { seed, violation };
    return caught === null;
  });
  return caught;
}
