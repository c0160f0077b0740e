import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const systemPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Flags of every Chromium we start: no sandbox because tests may run as root, and no calls to its maker's hosts. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * The Chromium the tests drive: the machine's own, else Playwright's download, else Debian's package.
 * Installs one when there is none; throws a sentence that says what to do when that fails too.
 */
export function chromiumPath(): string {
  const found = findChromium();
  if (found) return found;
  for (const install of [installFromPlaywright, installFromDebian]) {
    install();
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Error('No Chromium. Install one (Debian: apt-get install chromium) and run the tests again.');
}

function findChromium(): string | undefined {
  return [process.env.CHROMIUM_PATH, ...systemPaths, chromium.executablePath()].find(
    (path): path is string => path !== undefined && path !== '' && existsSync(path),
  );
}

function installFromPlaywright(): void {
  run('npx', ['playwright', 'install', 'chromium']);
}

function installFromDebian(): void {
  run('apt-get', ['update', '-qq']);
  run('apt-get', ['install', '-y', '-qq', 'chromium']);
}

/** A failure here is not the end: the next way is tried, and `chromiumPath` reports when all have failed. */
function run(command: string, args: string[]): void {
  console.log(`Setting up a browser: ${command} ${args.join(' ')}`);
  try {
    execFileSync(command, args, { stdio: 'inherit', timeout: 600_000 });
  } catch (error) {
    console.log(`${command} did not work: ${error instanceof Error ? error.message : String(error)}`);
  }
}
