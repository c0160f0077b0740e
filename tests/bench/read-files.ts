import { writeCsv } from '#spreadsheets/write-csv.ts';
import { writeXlsx } from '#spreadsheets/write-xlsx.ts';
import { openWorkerPage } from '../support/open-worker-page.ts';
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
const sizes = [1_000, 10_000, 100_000];

/** How long a file takes from its choice until all rows are checked, beside what the bare parser takes, in a real browser. */
export async function benchReadFiles(): Promise<ReadingTime[]> {
  const { page, addFile, close } = await openWorkerPage();
  const times: ReadingTime[] = [];
  try {
    for (const rows of sizes) {
      const table = rosterTable(rows);
      addFile(`${rows}.csv`, new TextEncoder().encode(writeCsv(table)));
      addFile(`${rows}.xlsx`, writeXlsx(table, { sheetName: 'Students', textColumns: [0] }));
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

/** Made-up students, eight columns as school systems export them; one row in fifty has something wrong. */
export function rosterTable(count: number) {
  const header = [
    'Student ID',
    'First Name',
    'Last Name',
    'Grade Level',
    'Email',
    'Username',
    'Class ID',
    'Class Name',
  ];
  const rows = Array.from({ length: count }, (_, n) => {
    const [first, last] = [`${firstNames[n % 10]}${letters(n)}`, lastNames[n % 7] ?? ''];
    const grade = n % 50 === 3 ? '77' : String((n % 12) + 1);
    const username = `${first}.${n}`.toLowerCase();
    const classId = `MATH-${n % 400}`;
    const email = n % 50 === 7 ? 'none' : `${username}@example.org`;
    const cells = [
      String(n).padStart(7, '0'),
      first,
      last,
      grade,
      email,
      username,
      classId,
      `Mathematics, group ${n % 400}`,
    ];
    return { cells };
  });
  return { header, rows };
}

const firstNames = ['Ana', 'Ben', 'Chloe', 'Diego', 'Elif', 'Fatima', 'Grace', 'Hugo', 'Ines', 'Jamal'];
const lastNames = ['López', 'Nguyen', 'Smith', "O'Neil", 'García-Ruiz', 'Müller', 'Okafor'];

function letters(n: number): string {
  return String.fromCharCode(97 + (n % 26)) + String.fromCharCode(97 + (Math.floor(n / 26) % 26));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
