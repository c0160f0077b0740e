import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'sync-server/**/*.test.ts',
      'tests/{architecture,server,protocol,offline,simulation,security}/**/*.test.ts',
    ],
    globalSetup: ['tests/support/start-postgres.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
