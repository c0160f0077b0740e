import { defineConfig, devices } from '@playwright/test';
import { firefoxPath } from './engines.ts';

/** The journeys that need nothing of Chromium alone, in the machine's own Firefox, which Playwright drives over BiDi. */
export default defineConfig({
  testDir: '..',
  testMatch: ['journeys/**/*.spec.ts', 'offline/**/*.spec.ts'],
  grep: /@every-engine/,
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    ...devices['Desktop Firefox'],
    channel: 'moz-firefox',
    launchOptions: { executablePath: firefoxPath },
    locale: 'en-US',
  },
});
