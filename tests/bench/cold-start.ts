import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chooseFile, signInAsTeacher } from '../support/journey.ts';
import { madeUpClass } from '../support/made-up-class.ts';
import type { Rollbook } from '../support/rollbook.ts';
import { pin, setPin } from '../support/set-pin.ts';
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

/**
 * How long the app takes to start with the server's socket closed and its service worker asleep, on a slow device; and
 * how long a PIN takes to open a draft there.
 */
export async function benchColdStart(browser: Browser, rollbook: Rollbook): Promise<StartTime[]> {
  const context = await browser.newContext({ baseURL: rollbook.url });
  const draft = await prepareDevice(context);
  await rollbook.stopListening();
  const withoutPin = [
    { name: 'My Programs', path: '/', usable: 'main a[href="/import"]' },
    { name: 'Import Students/Rosters', path: '/import', usable: 'main input[type=file] ~ button' },
    { name: 'Drafts', path: '/drafts', usable: 'main h1' },
  ];
  const times: StartTime[] = [];
  for (const start of withoutPin) times.push(await medianStart(context, start));
  await rollbook.startListening();
  await withPage(context, setPin);
  await rollbook.stopListening();
  times.push(
    await medianStart(context, { name: 'a draft, its PIN asked for', path: draft, usable: pinField }),
  );
  times.push(await medianUnlock(context, draft));
  await rollbook.startListening();
  await context.close();
  return times;
}

const pinField = 'input[name=pin]';
const slowly = `CPU ${SLOWDOWN} times slower`;

interface Start {
  readonly name: string;
  readonly path: string;
  /** Selector of the first thing one can use. */
  readonly usable: string;
}

async function medianStart(context: BrowserContext, { name, path, usable }: Start): Promise<StartTime> {
  const taken: number[] = [];
  for (let run = 0; run < RUNS; run++) taken.push(await start(context, path, usable));
  return { name: `start without a network, ${slowly}: ${name}`, ms: median(taken) };
}

async function medianUnlock(context: BrowserContext, draft: string): Promise<StartTime> {
  const taken: number[] = [];
  for (let run = 0; run < RUNS; run++) taken.push(await withPage(context, (page) => unlock(page, draft)));
  return { name: `PIN given → the draft's rows, without a network, ${slowly}`, ms: median(taken) };
}

async function unlock(page: Page, draft: string): Promise<number> {
  await page.goto(draft);
  await page.locator(pinField).fill(pin);
  await slowDown(page);
  const before = performance.now();
  await page.keyboard.press('Enter');
  await page.locator('[role=gridcell]').first().waitFor();
  return performance.now() - before;
}

async function withPage<Value>(context: BrowserContext, use: (page: Page) => Promise<Value>): Promise<Value> {
  const page = await context.newPage();
  await page.goto('/');
  const value = await use(page);
  await page.close();
  return value;
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

async function slowDown(page: Page): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
}

async function start(context: BrowserContext, path: string, usable: string): Promise<number> {
  const page = await context.newPage();
  const devTools = await context.newCDPSession(page);
  await devTools.send('ServiceWorker.enable');
  await devTools.send('ServiceWorker.stopAllWorkers');
  await slowDown(page);
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
