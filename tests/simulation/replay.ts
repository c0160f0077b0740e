import { runMany } from './run-many.ts';
import { runSeed, type Verdict } from './run-seed.ts';

export interface Replay {
  readonly verdict: Verdict;
  /** Everything that happened, with its moment in virtual milliseconds. */
  readonly lines: readonly string[];
}

/** Runs one seed by itself and keeps its log. */
export async function replay(seed: number): Promise<Replay> {
  const lines: string[] = [];
  const verdicts: Verdict[] = [];
  await runMany([runSeed(seed, undefined, lines)].values(), (verdict) => {
    verdicts.push(verdict);
    return true;
  });
  const [verdict] = verdicts;
  if (!verdict) throw new Error(`Seed ${seed} has come to no end.`);
  return { verdict, lines };
}
