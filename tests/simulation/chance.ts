import { seededRandom } from '#tests/support/seeded-random.ts';

/** Everything that is left to chance in a run comes from one seed. */
export interface Chance {
  /** In [0, 1). */
  readonly real: () => number;
  /** Whole, both ends included. */
  whole(from: number, to: number): number;
  readonly happens: (probability: number) => boolean;
  pick<Value>(list: readonly [Value, ...Value[]]): Value;
}

export function createChance(seed: number): Chance {
  const real = seededRandom(seed);
  const whole = (from: number, to: number) => from + Math.floor(real() * (to - from + 1));
  return {
    real,
    whole,
    happens: (probability) => real() < probability,
    pick: (list) => list[whole(0, list.length - 1)] ?? list[0],
  };
}
