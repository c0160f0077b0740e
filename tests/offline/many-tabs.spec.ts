import { expect, test } from '@playwright/test';
import { runManyTabs } from './many-tabs.ts';

test.describe.configure({ retries: 0 });
// The browser is ours and not Playwright's.
test.use({ trace: 'off' });

const CHANGES = Number(process.env.TAB_CHANGES ?? 30);

test('tabs that open, close and crash never send one chunk twice at once, and another goes on at once', async () => {
  test.setTimeout(60_000 + CHANGES * 5_000);
  const { claims, takeoversMs } = await runManyTabs(CHANGES);
  expect(claims.flatMap(({ name, failures }) => failures.map((failure) => `${name}: ${failure}`))).toEqual(
    [],
  );
  expect(takeoversMs.length).toBeGreaterThan(CHANGES / 10);
});
