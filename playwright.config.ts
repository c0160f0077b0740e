import { defineConfig, devices } from '@playwright/test';
import { chromiumArguments, chromiumPath } from './tests/support/chromium.ts';

/** Every worker of a journey starts its own server; see tests/support/server.ts. */
export default defineConfig({
  testDir: 'tests',
  testMatch: ['journeys/**/*.spec.ts', 'offline/**/*.spec.ts'],
  fullyParallel: true,
  workers: 2,
  // A browser on a busy machine may be late once; what needed a second try is reported as flaky, and is to be mended.
  // What makes a claim about loss has none: there, once is too often.
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.CI ? [['list']] : [['dot']],
  use: {
    ...devices['Desktop Chrome'],
    launchOptions: { executablePath: chromiumPath(), args: chromiumArguments },
    trace: 'retain-on-failure',
    locale: 'en-US',
  },
});
