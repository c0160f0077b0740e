import type { Browser, BrowserContext } from 'playwright-core';
import { chooseFile, signInAsTeacher } from '../support/journey.ts';
import { madeUpClass } from '../support/made-up-class.ts';
import type { Rollbook } from '../support/rollbook.ts';
import { sheetFile } from '../support/sheets.ts';
import { untilReadyForOffline } from '../support/watch-page.ts';
import { median } from './median.ts';

export interface StartTime {
  readonly name: string;
  /** From the address being opened to the first thing one can press on the page being drawn; median. */
  readonly ms: number;
}

const RUNS = 5;
/** How much slower than this machine the device is. */
const SLOWDOWN = 4;

/** How long the app takes to start with the server's socket closed and its service worker asleep, on a slow device. */
export async function benchColdStart(browser: Browser, rollbook: Rollbook): Promise<StartTime[]> {
  const context = await browser.newContext({ baseURL: rollbook.url });
  const draft = await prepareDevice(context);
  await rollbook.stopListening();
  const times: StartTime[] = [];
  for (const { name, path, usable } of [
    { name: 'My Programs', path: '/', usable: 'main a[href="/import"]' },
    { name: 'Import Students/Rosters', path: '/import', usable: 'main input[type=file] ~ button' },
    { name: 'a draft of 30 rows', path: draft, usable: '[role=gridcell]' },
  ]) {
    const taken: number[] = [];
    for (let run = 0; run < RUNS; run++) taken.push(await start(context, path, usable));
    times.push({ name: `start without a network, CPU ${SLOWDOWN} times slower: ${name}`, ms: median(taken) });
  }
  await rollbook.startListening();
  await context.close();
  return times;
}

/** Leaves the device with the app, a session and a draft; resolves with the draft's path. */
async function prepareDevice(context: BrowserContext): Promise<string> {
  const page = await context.newPage();
  await signInAsTeacher(page);
  await untilReadyForOffline(page);
  await page.goto('/import');
  await chooseFile(page, sheetFile('class', madeUpClass(30), 'csv'));
  const review = page.locator('main a[href^="/drafts/"]').first();
  const path = (await review.getAttribute('href')) ?? '';
  await page.close();
  return path;
}

async function start(context: BrowserContext, path: string, usable: string): Promise<number> {
  const page = await context.newPage();
  const devTools = await context.newCDPSession(page);
  await devTools.send('ServiceWorker.enable');
  await devTools.send('ServiceWorker.stopAllWorkers');
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  await page.addInitScript(rememberWhenUsable, usable);
  await page.goto(path);
  const found = await page.waitForFunction(() => (globalThis as { usableAtMs?: number }).usableAtMs);
  const ms = await found.jsonValue();
  await page.close();
  return ms ?? Number.NaN;
}

/** Runs in the page, before anything of the app does. */
function rememberWhenUsable(usable: string): void {
  const look = () => {
    if (document.querySelector(usable) === null) requestAnimationFrame(look);
    // The frame that draws it is the next one.
    else requestAnimationFrame(() => Object.assign(globalThis, { usableAtMs: performance.now() }));
  };
  look();
}
