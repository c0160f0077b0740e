import { expect, test } from '@playwright/test';
import { runBrowserFaults, type FaultClaim } from './browser-faults.ts';
import { runPortalLies } from './portal-lies.ts';

const FAULTS = Number(process.env.BROWSER_FAULTS ?? 60);
const SEED = Number(process.env.SEED ?? 20_261_123);

test.describe.configure({ mode: 'parallel', retries: 0 });
// The browsers are ours and not Playwright's.
test.use({ trace: 'off' });

// Two halves, so that two cores share them.
for (const half of [0, 1]) {
  test(`faults of network, tabs, browser and server lose, double, stall and lie about nothing (${half + 1} of 2)`, async () => {
    test.setTimeout(60_000 + FAULTS * 5_000);
    const claims = await runBrowserFaults(Math.ceil(FAULTS / 2), () => undefined, SEED + half);
    expect(failuresOf(claims)).toEqual([]);
  });
}

test('no lie of a captive portal is believed', async () => {
  test.setTimeout(180_000);
  const claims = await runPortalLies(60, () => undefined);
  expect(claims[0]?.n).toBe(60);
  expect(failuresOf(claims)).toEqual([]);
});

function failuresOf(claims: readonly FaultClaim[]): string[] {
  return claims.flatMap(({ name, failures }) => failures.map((failure) => `${name}: ${failure}`));
}
