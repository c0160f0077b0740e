import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { signInAsTeacher } from '../support/journey.ts';
import type { Rollbook } from '../support/rollbook.ts';
import { sheetFile } from '../support/sheets.ts';
import { median } from './median.ts';
import { rosterTable } from './roster-table.ts';

export interface BlockedTime {
  readonly name: string;
  readonly rows: number;
  /** Longest task of the page from choosing the file until its counts are shown; median of the runs. 0: none over 50 ms. */
  readonly longestTaskMs: number;
}

const RUNS = 5;
const ROWS = 10_000;

/** How long the page itself is ever busy while the worker reads and checks a file, in the real app. */
export async function benchMainThread(browser: Browser, rollbook: Rollbook): Promise<BlockedTime[]> {
  const context = await browser.newContext({ baseURL: rollbook.url });
  const page = await context.newPage();
  await signInAsTeacher(page);
  const { header, rows } = rosterTable(ROWS);
  const measured: BlockedTime[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'rollbook-bench-'));
  for (const format of ['csv', 'xlsx'] as const) {
    const file = sheetFile('roster', { header, rows: rows.map((row) => row.cells) }, format);
    // A real file: handing the browser the bytes would itself keep the page busy.
    const path = join(folder, file.name);
    writeFileSync(path, file.bytes);
    const longest: number[] = [];
    for (let run = 0; run < RUNS; run += 1) longest.push(await longestTask(page, path));
    measured.push({ name: format.toUpperCase(), rows: ROWS, longestTaskMs: median(longest) });
  }
  await context.close();
  rmSync(folder, { recursive: true });
  return measured;
}

/** The browser reports tasks over 50 ms only ("long tasks"); tasks of the page's own start do not count. */
async function longestTask(page: Page, path: string): Promise<number> {
  await page.goto('/import', { waitUntil: 'networkidle' });
  await page.evaluate(() => {
    const seen = { longest: 0 };
    Object.assign(globalThis, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.longest = Math.max(seen.longest, entry.duration);
    }).observe({ type: 'longtask' });
  });
  await page.locator('input[type=file]').setInputFiles(path);
  await page.getByRole('button', { name: 'Upload', exact: true }).waitFor();
  return page.evaluate(() => (globalThis as unknown as { seen: { longest: number } }).seen.longest);
}
