import type { TestProject } from 'vitest/node';
import { findPostgresBinaries } from './postgres-binaries.ts';
import { startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL server where databases may be created; or why there is none. */
    postgres: { readonly url: string } | { readonly missing: string };
  }
}

const howToGetOne =
  'No PostgreSQL for the tests. Set TEST_DATABASE_URL to a server where databases may be created, or install the package "postgresql".';

/** Vitest's global set-up: a real PostgreSQL for every suite that asks for one, from TEST_DATABASE_URL or a throw-away cluster. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const url = process.env.TEST_DATABASE_URL;
  if (url !== undefined) return void project.provide('postgres', { url });
  if (onlyRules()) return void project.provide('postgres', { missing: 'not started for this run' });
  const binaries = findPostgresBinaries((line) => console.log(line));
  if (binaries === null) return void project.provide('postgres', { missing: howToGetOne });
  const server = await startPostgres(binaries);
  project.provide('postgres', { url: server.url });
  return () => server.stop();
}

/** A run of pure rules (`vitest run src/domain`) does without, and starts a second sooner. */
function onlyRules(): boolean {
  const paths = process.argv.slice(2).filter((word) => word.includes('/'));
  return paths.length > 0 && paths.every((path) => path.startsWith('src/'));
}
