import { ESLint } from 'eslint';
import ts from 'typescript-eslint';
import { beforeAll, describe, expect, test } from 'vitest';

/** Planted violations: the file they stand in, the line, and the rule that must catch it. */
const violations: readonly (readonly [file: string, code: string, rule: string])[] = [
  [
    'src/domain/planted.ts',
    `import { en } from '#i18n/messages/en.ts'; export default en;`,
    'boundaries/dependencies',
  ],
  [
    'src/domain/planted.ts',
    `import type { Session } from '#protocol/auth.ts'; export type A = Session;`,
    'boundaries/dependencies',
  ],
  [
    'src/domain/planted.ts',
    `import { object } from 'valibot'; export default object;`,
    'no-restricted-imports',
  ],
  ['src/domain/planted.ts', `export const now = () => Date.now();`, 'no-restricted-syntax'],
  ['src/domain/planted.ts', `export const chance = () => Math.random();`, 'no-restricted-syntax'],
  [
    'src/storage/planted.ts',
    `import { en } from '#i18n/messages/en.ts'; export default en;`,
    'boundaries/dependencies',
  ],
  [
    'src/protocol/planted.ts',
    `import { readCsv } from '#spreadsheets/table.ts'; export default readCsv;`,
    'boundaries/dependencies',
  ],
  [
    'src/worker/planted.ts',
    `import { x } from '#protocol/auth.ts'; export default x;`,
    'boundaries/dependencies',
  ],
  [
    'src/ui/planted.ts',
    `import type { Database } from '#sync-server/database/schema.ts'; export type D = Database;`,
    'boundaries/dependencies',
  ],
  [
    'sync-server/http/planted.ts',
    `import { x } from '#worker/roster-api.ts'; export default x;`,
    'boundaries/dependencies',
  ],
  [
    'sync-server/http/planted.ts',
    `import { authRoutes } from '../auth/auth.routes.ts'; export default authRoutes;`,
    'no-restricted-imports',
  ],
];

const allowed: readonly (readonly [file: string, code: string])[] = [
  [
    'src/protocol/planted.ts',
    `import { roles } from '#domain/organizations/organization.ts'; export default roles;`,
  ],
  ['sync-server/http/planted.ts', `import { en } from '#i18n/messages/en.ts'; export default en;`],
];

describe('the architecture fence', () => {
  let eslint: ESLint;

  beforeAll(() => {
    // The planted files do not exist, so rules that need types cannot run on them.
    eslint = new ESLint({ overrideConfig: [ts.configs.disableTypeChecked] });
  });

  test.each(violations)('catches in %s: %s', async (filePath, code, rule) => {
    expect(await rulesBrokenBy(eslint, filePath, code)).toContain(rule);
  });

  test.each(allowed)('lets pass in %s: %s', async (filePath, code) => {
    expect(await rulesBrokenBy(eslint, filePath, code)).toEqual([]);
  });
});

async function rulesBrokenBy(eslint: ESLint, filePath: string, code: string): Promise<(string | null)[]> {
  const results = await eslint.lintText(code, { filePath });
  return results.flatMap((result) => result.messages.map((message) => message.ruleId));
}
