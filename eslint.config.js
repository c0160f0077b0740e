import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import boundaries from 'eslint-plugin-boundaries';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** The architecture: which place may use which. A new folder or a new arrow starts here. */
const mayUse = {
  domain: [],
  spreadsheets: ['domain'],
  protocol: ['domain'],
  i18n: ['domain'],
  worker: ['spreadsheets', 'domain'],
  storage: ['domain'],
  sync: ['storage', 'protocol', 'domain'],
  ui: ['worker', 'sync', 'storage', 'i18n', 'domain'],
  routes: ['ui', 'worker', 'sync', 'storage', 'i18n', 'domain'],
  // sync only to wake it, storage only for the file another app shares.
  'service-worker': ['sync', 'storage'],
  'sync-server': ['spreadsheets', 'protocol', 'i18n', 'domain'],
};

const isTest = ['**/*.test.ts', 'tests/**'];

const places = Object.keys(mayUse);

const elements = places.map((place) => ({
  type: place,
  pattern: place === 'sync-server' ? 'sync-server' : `src/${place}`,
}));

const policies = places.map((place) => ({
  from: { element: { type: place } },
  allow: { to: { element: { types: { anyOf: [place, ...mayUse[place]] } } } },
}));

/** The domain knows no library, no clock and no chance: time and randomness are handed in. */
const domainRules = {
  'no-restricted-imports': [
    'error',
    { patterns: [{ regex: '^(?!\\.{1,2}/)', message: 'The domain imports only itself.' }] },
  ],
  'no-restricted-syntax': [
    'error',
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Hand the time in.' },
    { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Hand the time in.' },
    { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Hand chance in.' },
  ],
};

export default ts.config(
  {
    ignores: [
      '.svelte-kit/',
      'build/',
      'node_modules/',
      'static/',
      'test-results/',
      'playwright-report/',
      'data/',
      'data-demo/',
    ],
  },
  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  svelte.configs.recommended,
  prettier,
  svelte.configs.prettier,
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.node },
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js'] },
        // Must stand here and not only for .svelte files, or every file is compiled twice.
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    files: ['src/**', 'sync-server/**'],
    ignores: isTest,
    plugins: { boundaries },
    settings: {
      'boundaries/elements': elements,
      'import/resolver': { typescript: { project: './tsconfig.json', alwaysTryTypes: true } },
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: [...policies],
        },
      ],
    },
  },
  { files: ['src/domain/**'], ignores: isTest, rules: domainRules },
  {
    // Inside the server: routes call use cases, use cases call repositories, never back.
    files: ['sync-server/**'],
    ignores: ['sync-server/app.ts', ...isTest],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '\\.routes\\.ts$', message: 'Only app.ts mounts routes.' }] },
      ],
    },
  },
  {
    files: [
      'sync-server/main.ts',
      'tests/bench/**',
      'tests/engines/**',
      'tests/support/**',
      'tests/simulation/main.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    // Sentences and word lists are data: their length is their content.
    files: ['src/i18n/messages/*.ts', 'src/domain/accounts/wordlists/*.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    // A suite is read test by test; its length is the number of things promised.
    files: isTest,
    rules: { 'max-lines': 'off' },
  },
  {
    // Playwright reads what a fixture needs from the pattern of its first parameter, also when that is nothing.
    files: ['tests/support/journey.ts'],
    rules: { 'no-empty-pattern': 'off' },
  },
  { files: ['**/*.js'], extends: [ts.configs.disableTypeChecked] },
);
