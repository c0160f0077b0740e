import { writeCsv } from '#spreadsheets/write-csv.ts';
import type { WorkerPage } from '../journeys/worker-page/worker-page-api.ts';
import { openWorkerPage } from '../support/open-worker-page.ts';
import { median } from './median.ts';
import { rosterTable } from './roster-table.ts';

export interface EditTime {
  readonly rows: number;
  /** One cell edited to the whole roster checked again and the new counts on the page; median. */
  readonly ms: number;
}

const RUNS = 7;

/** How long a correction takes in the review of a roster of so many rows, in a real browser. */
export async function benchEditCells(sizes: readonly number[] = [10_000, 100_000]): Promise<EditTime[]> {
  const { page, addFile, close } = await openWorkerPage();
  const times: EditTime[] = [];
  try {
    for (const rows of sizes) {
      const file = `${rows}.csv`;
      addFile(file, new TextEncoder().encode(writeCsv(rosterTable(rows))));
      const taken = await page.evaluate(
        ({ file, runs }) =>
          (globalThis as unknown as { workerPage: WorkerPage }).workerPage.timeEdits(file, runs),
        { file, runs: RUNS },
      );
      times.push({ rows, ms: median(taken) });
    }
  } finally {
    await close();
  }
  return times;
}
