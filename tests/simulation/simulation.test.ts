import { describe, expect, test } from 'vitest';
import { allFaults } from './faults.ts';
import { findBug } from './planted-bugs/find-bug.ts';
import { plantedBugs } from './planted-bugs/planted-bugs.ts';
import { replay } from './replay.ts';
import { simulate } from './simulate.ts';

const SEEDS = Number(process.env.FAULT_SEEDS ?? 20_000);

describe('the outbox and the server in virtual time', () => {
  test(`lose, double, hold up and misstate nothing in ${SEEDS} runs`, { timeout: 600_000 }, async () => {
    const { seeds, uploads, faults, violations } = await simulate(SEEDS);
    const failing = violations.map(
      ({ seed, claim, what }) => `npm run faults -- --seed ${seed}  ${claim}: ${what}`,
    );
    expect(failing).toEqual([]);
    expect(seeds).toBe(SEEDS);
    expect(uploads).toBeGreaterThan(SEEDS);
    expect(allFaults.filter((fault) => !faults.has(fault))).toEqual([]);
  });

  test.each([3, 77, 2_024])('happen the same way each time with seed %i', async (seed) => {
    const [first, second, third] = [await replay(seed), await replay(seed), await replay(seed)];
    expect(first.lines.length).toBeGreaterThan(20);
    expect(second.lines).toEqual(first.lines);
    expect(third.lines).toEqual(first.lines);
  });
});

describe('the simulation notices a program that', () => {
  test.each(plantedBugs)('$name', { timeout: 120_000 }, async (bug) => {
    expect(await findBug(bug, 2_000)).not.toBeNull();
  });
});
