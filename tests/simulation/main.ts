import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { claims } from './oracle.ts';
import { findBug } from './planted-bugs/find-bug.ts';
import { plantedBugs } from './planted-bugs/planted-bugs.ts';
import { replay } from './replay.ts';
import { simulate } from './simulate.ts';

/** One line of the table: what must not happen, in how many tries, and each time it did. */
interface Claim {
  readonly name: string;
  readonly n: number;
  readonly failures: readonly string[];
  /** The tries are all there are, and no sample of many more. */
  readonly isWhole?: boolean;
}

const SEEDS_OF_A_BUG = 2_000;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20000' },
    seed: { type: 'string' },
    browser: { type: 'string', default: '60' },
    lies: { type: 'string', default: '60' },
    lost: { type: 'string', default: '1000' },
    json: { type: 'string' },
  },
});

if (values.seed === undefined) await runAll();
else await showSeed(Number(values.seed));

/** The run of one seed, line by line. */
async function showSeed(seed: number): Promise<void> {
  const { lines, verdict } = await replay(seed);
  for (const line of lines) console.log(line);
  console.log(`Seed ${seed}: ${verdict.uploads} uploads, ${verdict.violations.length} violations.`);
  process.exitCode = verdict.violations.length > 0 ? 1 : 0;
}

async function runAll(): Promise<void> {
  const found = [
    ...(await runSimulation(Number(values.seeds))),
    await runPlantedBugs(),
    ...(await runInBrowser(Number(values.browser), Number(values.lies), Number(values.lost))),
  ];
  console.table(
    found.map(({ name, n, failures, isWhole }) => ({
      claim: name,
      N: n,
      failures: failures.length,
      '95 % bound': isWhole ? '' : bound(n, failures.length),
    })),
  );
  for (const { name, failures } of found) for (const failure of failures) console.log(`${name}: ${failure}`);
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify({ claims: found }, null, 2));
  process.exitCode = found.some(({ failures }) => failures.length > 0) ? 1 : 0;
}

async function runSimulation(seeds: number): Promise<Claim[]> {
  if (seeds === 0) return [];
  const { uploads, faults, violations } = await simulate(seeds);
  console.log(`${seeds} runs in virtual time: ${uploads} uploads, ${faults.size} kinds of fault.`);
  return claims.map((claim) => ({
    name: `simulation: ${claim}`,
    n: seeds,
    failures: violations
      .filter((violation) => violation.claim === claim)
      .map(({ seed, what }) => `npm run faults -- --seed ${seed} (${what})`),
  }));
}

async function runPlantedBugs(): Promise<Claim> {
  const failures: string[] = [];
  for (const bug of plantedBugs) {
    const caught = await findBug(bug, SEEDS_OF_A_BUG);
    console.log(
      `planted bug, ${bug.name}: ${caught ? `${caught.violation.claim}, seed ${caught.seed}` : 'NOT CAUGHT'}`,
    );
    if (!caught) failures.push(bug.name);
  }
  return {
    name: `planted bug not noticed in ${SEEDS_OF_A_BUG} runs`,
    n: plantedBugs.length,
    failures,
    isWhole: true,
  };
}

/** What needs a browser, a built app or a server of its own is loaded only when it is asked for. */
async function runInBrowser(faults: number, lies: number, lost: number): Promise<Claim[]> {
  const found: Claim[] = [];
  const report = (line: string) => console.log(line);
  if (faults + lies > 0) {
    const { build } = await import('vite');
    await build({ logLevel: 'error' });
  }
  if (faults > 0) {
    const { runBrowserFaults } = await import('../offline/browser-faults.ts');
    found.push(...(await runBrowserFaults(faults, report)));
  }
  if (lies > 0) {
    const { runPortalLies } = await import('../offline/portal-lies.ts');
    found.push(...(await runPortalLies(lies, report)));
  }
  if (lost > 0) {
    const { runLostAnswers } = await import('../offline/lost-answers.ts');
    found.push(...(await runLostAnswers(lost)));
  }
  return found;
}

/** With no failure in N tries the rate is below 3/N, 95 times in 100 (the rule of three). */
function bound(n: number, failures: number): string {
  return failures === 0 && n > 0 ? `${((3 / n) * 100).toPrecision(2)} %` : '';
}
