import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Fault } from './faults.ts';
import type { Violation } from './oracle.ts';
import { runMany } from './run-many.ts';
import { runSeed } from './run-seed.ts';

export interface SeedRange {
  readonly from: number;
  readonly count: number;
}

/** What came of many runs. */
export interface Findings {
  readonly seeds: number;
  readonly uploads: number;
  /** In how many runs each kind of fault happened. */
  readonly faults: ReadonlyMap<Fault, number>;
  readonly violations: readonly (Violation & { readonly seed: number })[];
}

/** Runs so many seeds, from 1 on, on all cores. */
export async function simulate(seeds: number, threads = availableParallelism()): Promise<Findings> {
  const share = Math.ceil(seeds / threads);
  const ranges = Array.from({ length: threads }, (_, index) => ({
    from: 1 + index * share,
    count: Math.max(0, Math.min(share, seeds - index * share)),
  }));
  return sum(await Promise.all(ranges.filter(({ count }) => count > 0).map(onThread)));
}

async function onThread(range: SeedRange): Promise<Findings> {
  const worker = new Worker(new URL('./seed-worker.ts', import.meta.url), { workerData: range });
  const [findings] = (await once(worker, 'message')) as [Findings];
  return findings;
}

/** Runs the seeds of a range on this thread. */
export async function simulateRange({ from, count }: SeedRange): Promise<Findings> {
  const all: Findings[] = [];
  function* runs() {
    for (let seed = from; seed < from + count; seed += 1) yield runSeed(seed);
  }
  await runMany(runs(), ({ seed, uploads, faults, violations }) => {
    all.push({
      seeds: 1,
      uploads,
      faults: new Map([...faults].map((fault) => [fault, 1])),
      violations: violations.map((violation) => ({ ...violation, seed })),
    });
    return true;
  });
  return sum(all);
}

function sum(parts: readonly Findings[]): Findings {
  const faults = new Map<Fault, number>();
  for (const part of parts) {
    for (const [fault, runs] of part.faults) faults.set(fault, (faults.get(fault) ?? 0) + runs);
  }
  return {
    seeds: parts.reduce((count, part) => count + part.seeds, 0),
    uploads: parts.reduce((count, part) => count + part.uploads, 0),
    faults,
    violations: parts.flatMap((part) => part.violations),
  };
}
