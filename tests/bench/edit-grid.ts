import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { signInAsTeacher } from '../support/journey.ts';
import type { Rollbook } from '../support/rollbook.ts';
import { sheetFile } from '../support/sheets.ts';
import { rosterTable } from './roster-table.ts';

export interface InteractionTime {
  readonly name: string;
  readonly rows: number;
  readonly count: number;
  /** From the key or the scroll to the frame that shows what it did; of 100 interactions the second slowest. */
  readonly p98Ms: number;
  readonly worstMs: number;
}

const ROWS = 10_000;
/** A processor four times as slow, as Chromium's own tools take for a cheap tablet. */
const SLOW_DOWN = 4;
/** The browser reports no interaction that took less. */
const LEAST_MS = 16;

type Measured = Record<'moving' | 'editing' | 'scrolling', number[]>;

/** How long the review of a large roster takes to answer keys and scrolling, on a slow device, in the real app. */
export async function benchEditGrid(browser: Browser, rollbook: Rollbook): Promise<InteractionTime[]> {
  const context = await browser.newContext({
    baseURL: rollbook.url,
    viewport: { width: 1024, height: 768 },
  });
  const page = await context.newPage();
  await openRows(page);
  const client = await context.newCDPSession(page);
  await client.send('Emulation.setCPUThrottlingRate', { rate: SLOW_DOWN });
  await watchInteractions(page);
  const measured: Measured = {
    moving: await timed(page, () => move(page)),
    editing: await timed(page, () => edit(page)),
    scrolling: await scroll(page),
  };
  await context.close();
  return Object.entries(measured).map(([name, times]) => summarize(name, times));
}

async function openRows(page: Page): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rollbook-bench-'));
  const { header, rows } = rosterTable(ROWS);
  const file = sheetFile('roster', { header, rows: rows.map((row) => row.cells) }, 'csv');
  const path = join(folder, file.name);
  writeFileSync(path, file.bytes);
  await signInAsTeacher(page);
  await page.goto('/import');
  await page.locator('input[type=file]').setInputFiles(path);
  await page.getByRole('link', { name: /fix/i }).click();
  await page.getByRole('radio', { name: 'All rows' }).check();
  await page.getByRole('gridcell').first().click();
  rmSync(folder, { recursive: true });
}

/** Event Timing (W3C): the duration of an event reaches to the next frame after it was handled. */
async function watchInteractions(page: Page): Promise<void> {
  await page.evaluate((durationThreshold) => {
    const seen = new Map<number, number>();
    Object.assign(globalThis, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[]) {
        if (entry.interactionId > 0)
          seen.set(entry.interactionId, Math.max(entry.duration, seen.get(entry.interactionId) ?? 0));
      }
    }).observe({ type: 'event', durationThreshold } as PerformanceObserverInit);
  }, LEAST_MS);
}

/** The durations of all interactions of a part; those the browser did not report took `LEAST_MS` at most. */
async function timed(page: Page, interact: () => Promise<number>): Promise<number[]> {
  const take = () =>
    page.evaluate(() => {
      const { seen } = globalThis as unknown as { seen: Map<number, number> };
      const durations = [...seen.values()];
      seen.clear();
      return durations;
    });
  await take();
  const count = await interact();
  await page.waitForTimeout(500);
  const reported = await take();
  return [...reported, ...Array.from({ length: Math.max(0, count - reported.length) }, () => LEAST_MS)];
}

async function move(page: Page): Promise<number> {
  const keys = [
    'ArrowDown',
    'ArrowRight',
    'ArrowDown',
    'ArrowLeft',
    'PageDown',
    'ArrowDown',
    'Shift+ArrowDown',
  ];
  const presses = Array.from({ length: 210 }, (_, at) => keys[at % keys.length] ?? 'ArrowDown');
  for (const key of presses) await page.keyboard.press(key);
  return presses.length;
}

async function edit(page: Page): Promise<number> {
  const EDITS = 40;
  for (let edits = 0; edits < EDITS; edits += 1) {
    for (const key of ['Enter', 'End', 'x', 'y', 'Enter']) await page.keyboard.press(key);
  }
  return EDITS * 5;
}

/** Each scroll goes further than what is drawn; it has ended when the rows there are on the screen. */
async function scroll(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const view = document.querySelector('[role=grid]')?.parentElement;
    if (!view) throw new Error('There is no grid.');
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const isShown = () => {
      const box = view.getBoundingClientRect();
      const middle = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      return middle?.closest('[role=gridcell]') != null;
    };
    const times: number[] = [];
    for (let scrolls = 0; scrolls < 60; scrolls += 1) {
      const start = performance.now();
      view.scrollTop += scrolls % 3 === 0 ? 40_000 : 400;
      do await frame();
      while (!isShown());
      times.push(performance.now() - start);
    }
    return times;
  });
}

function summarize(name: string, times: readonly number[]): InteractionTime {
  const sorted = times.toSorted((one, other) => one - other);
  const p98Ms = sorted[Math.ceil(sorted.length * 0.98) - 1] ?? 0;
  return { name, rows: ROWS, count: times.length, p98Ms, worstMs: sorted.at(-1) ?? 0 };
}
