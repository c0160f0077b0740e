import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { chromiumArguments, chromiumPath } from '../support/chromium.ts';
import { startRollbook } from '../support/rollbook.ts';
import { benchColdStart } from './cold-start.ts';
import { benchEditCells } from './edit-cells.ts';
import { benchEditGrid } from './edit-grid.ts';
import { benchFirstLoad } from './first-load.ts';
import { benchImportBatch } from './import-batch.ts';
import { benchMainThread } from './main-thread.ts';
import { benchReadFiles } from './read-files.ts';

/** One line of the table: what was measured and what came out, rounded as a reader needs it. */
interface Line {
  readonly what: string;
  readonly rows: number | '';
  readonly result: string;
  readonly beside: string;
  readonly ratio: string;
}

const { values } = parseArgs({ options: { json: { type: 'string' } } });

const files = await benchReadFiles();
const edits = await benchEditCells();
const imports = await benchImportBatch();
const { loads, starts, blocked, interactions } = await benchApp();

const lines: Line[] = [
  ...files.map(({ name, rows, oursMs, bareMs, ratio }) => ({
    what: `${name} chosen → all rows checked`,
    rows,
    result: `${Math.round(oursMs)} ms`,
    beside: `bare parser ${Math.round(bareMs)} ms`,
    ratio: ratio.toFixed(1),
  })),
  ...blocked.map(({ name, rows, longestTaskMs }) => ({
    what: `${name}: longest task of the page meanwhile`,
    rows,
    result: longestTaskMs === 0 ? 'none over 50 ms' : `${Math.round(longestTaskMs)} ms`,
    beside: '',
    ratio: '',
  })),
  ...edits.map(({ rows, ms }) => ({
    what: 'one cell edited → roster checked again',
    rows,
    result: `${Math.round(ms)} ms`,
    beside: '',
    ratio: '',
  })),
  ...interactions.map(({ name, rows, count, p98Ms, worstMs }) => ({
    what: `the grid at 4× slow-down: ${name}, p98 of ${count}`,
    rows,
    result: `${Math.round(p98Ms)} ms`,
    beside: `worst ${Math.round(worstMs)} ms`,
    ratio: '',
  })),
  ...imports.map(({ name, rows, oursMs, ceilingMs, ratio, rowsPerSecond }) => ({
    what: name,
    rows,
    result: `${Math.round(rowsPerSecond).toLocaleString('en')} rows/s, ${Math.round(oursMs)} ms`,
    beside: `same rows, bare inserts ${Math.round(ceilingMs)} ms`,
    ratio: ratio.toFixed(1),
  })),
  ...loads.map(({ name, kilobytes }) => ({
    what: name,
    rows: '' as const,
    result: `${kilobytes.toFixed(0)} kB JavaScript and CSS, gzip`,
    beside: '',
    ratio: '',
  })),
  ...starts.map(({ name, ms }) => ({
    what: name,
    rows: '' as const,
    result: `${Math.round(ms)} ms`,
    beside: '',
    ratio: '',
  })),
];

console.table(lines);
if (values.json !== undefined) {
  const report = {
    cores: availableParallelism(),
    node: process.version,
    files,
    blocked,
    interactions,
    edits,
    imports,
    loads,
    starts,
  };
  writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
}

async function benchApp() {
  const rollbook = await startRollbook();
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArguments });
  const measured = {
    loads: await benchFirstLoad(browser, rollbook),
    starts: await benchColdStart(browser, rollbook),
    blocked: await benchMainThread(browser, rollbook),
    interactions: await benchEditGrid(browser, rollbook),
  };
  await browser.close();
  await rollbook.stop();
  return measured;
}
