import { spawnSync } from 'node:child_process';
import { firefoxPath, hasEngine, webKitDriverPath } from './engines.ts';

/** The whole job, offline start included, in the engines that are not Chromium's. Fails when one is missing or fails. */
const runs = [
  {
    name: 'Firefox ESR',
    path: firefoxPath,
    command: ['npx', 'playwright', 'test', '-c', 'tests/engines/firefox.config.ts'],
  },
  {
    name: "WebKitGTK (stand-in for an iPad's Safari)",
    path: webKitDriverPath,
    command: ['xvfb-run', '-a', process.execPath, '--test', 'tests/engines/webkit.test.ts'],
  },
] as const;

const results = runs.map(({ name, path, command: [program, ...args] }) => {
  if (!hasEngine(path)) return { engine: name, result: 'not on this machine, and cannot be installed' };
  const { status } = spawnSync(program, args, { stdio: 'inherit' });
  return { engine: name, result: status === 0 ? 'passed' : 'failed' };
});
console.table(results);
process.exitCode = results.every(({ result }) => result === 'passed') ? 0 : 1;
