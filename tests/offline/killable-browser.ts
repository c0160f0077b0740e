import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type BrowserContext } from 'playwright-core';
import { chromiumArguments, chromiumPath } from '#tests/support/chromium.ts';

/**
 * A Chromium with a profile on the disk that outlives it. Started as a process of ours, and not by Playwright, so that
 * it can be killed as a crash or an empty battery does.
 */
export interface KillableBrowser {
  start(): Promise<BrowserContext>;
  /** SIGKILL for all its processes at once. */
  kill(): Promise<void>;
  /** Ends it and deletes the profile. */
  dispose(): Promise<void>;
}

/** Tabs that are not in front are timed like the others, and nothing is loaded that no test asked for. */
const quietAndAwake = [
  '--disable-component-extensions-with-background-pages',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

export function killableBrowser(): KillableBrowser {
  const profile = mkdtempSync(join(tmpdir(), 'rollbook-profile-'));
  let child: ChildProcess | undefined;
  const kill = async (): Promise<void> => {
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    // Its own process group: the children go with it.
    process.kill(-child.pid, 'SIGKILL');
    await gone;
  };
  const killWithUs = () => void kill();
  process.once('exit', killWithUs);
  return {
    async start() {
      child = spawn(
        chromiumPath(),
        [
          ...chromiumArguments,
          ...quietAndAwake,
          '--headless=new',
          '--password-store=basic',
          '--remote-debugging-port=0',
          `--user-data-dir=${profile}`,
          'about:blank',
        ],
        { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
      );
      const browser = await chromium.connectOverCDP(await endpointOf(child), { timeout: 60_000 });
      const [context] = browser.contexts();
      if (!context) throw new Error('Chromium has no profile.');
      return context;
    },
    kill,
    async dispose() {
      process.off('exit', killWithUs);
      await kill();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Chromium says on stderr where it listens. */
async function endpointOf({ stderr }: ChildProcess): Promise<string> {
  if (!stderr) throw new Error('Chromium has no stderr.');
  for await (const line of createInterface({ input: stderr })) {
    const endpoint = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (endpoint !== undefined) {
      stderr.resume();
      return endpoint;
    }
  }
  throw new Error('Chromium ended before it listened.');
}
