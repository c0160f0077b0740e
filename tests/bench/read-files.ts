import { utils, write } from 'xlsx';
import { writeCsv } from '#spreadsheets/write-csv.ts';
import { openWorkerPage } from '../support/open-worker-page.ts';
import { median } from './median.ts';
import { rosterTable } from './roster-table.ts';
import type { WorkerPage } from '../journeys/worker-page/worker-page-api.ts';

export interface ReadingTime {
  readonly name: string;
  readonly rows: number;
  /** File chosen to all rows checked, summary and stored form on the page; median. */
  readonly oursMs: number;
  /** The parser alone, in a worker of its own; median. */
  readonly bareMs: number;
  readonly ratio: number;
}

const RUNS = 7;

/** How long a file takes from its choice until all rows are checked, beside what the bare parser takes, in a real browser. */
export async function benchReadFiles(
  sizes: readonly number[] = [1_000, 10_000, 100_000],
): Promise<ReadingTime[]> {
  const { page, addFile, close } = await openWorkerPage();
  const times: ReadingTime[] = [];
  try {
    for (const rows of sizes) {
      const table = rosterTable(rows);
      addFile(`${rows}.csv`, new TextEncoder().encode(writeCsv(table)));
      addFile(`${rows}.xlsx`, workbookOf(table));
      for (const [name, file, kind] of [
        ['CSV', `${rows}.csv`, 'text'],
        ['XLSX', `${rows}.xlsx`, 'workbook'],
      ] as const) {
        const taken = await page.evaluate(
          ({ file, kind, runs }) =>
            (globalThis as unknown as { workerPage: WorkerPage }).workerPage.timeReading(file, kind, runs),
          { file, kind, runs: RUNS },
        );
        const [oursMs, bareMs] = [median(taken.ours), median(taken.bare)];
        times.push({ name, rows, oursMs, bareMs, ratio: oursMs / bareMs });
      }
    }
  } finally {
    await close();
  }
  return times;
}

/** A workbook as Excel saves it: texts in a table of their own, each once. */
function workbookOf({ header, rows }: ReturnType<typeof rosterTable>): Uint8Array {
  const sheet = utils.aoa_to_sheet([header, ...rows.map((row) => row.cells)], { dense: true });
  const workbook = { SheetNames: ['Students'], Sheets: { Students: sheet } };
  const bytes: unknown = write(workbook, { type: 'array', bookSST: true, compression: true });
  return new Uint8Array(bytes as ArrayBuffer);
}
