import { ROWS_PER_CHUNK, type ChunkRow } from './chunks.ts';

/**
 * The rows of a chunk on the wire, column by column: like stands beside like, which compresses a fifth better than
 * row by row.
 */
export interface ChunkColumns {
  /** The rows' numbers, rising, as runs of neighbours: the first number and how many there are. */
  readonly rowRuns: readonly (readonly [first: number, count: number])[];
  /** The cells of each column of the file, one for every row. */
  readonly columns: readonly (readonly string[])[];
  /** Typed passwords by row number; absent when there are none. */
  readonly passwords?: readonly (readonly [rowNumber: number, password: string])[] | undefined;
}

/** The same rows always give the same columns; rows with fewer cells than others get blanks. */
export function toColumns(rows: readonly ChunkRow[]): ChunkColumns {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const columns = Array.from({ length: width }, (_, index) => rows.map(({ cells }) => cells[index] ?? ''));
  const passwords = rows.flatMap(({ rowNumber, password = '' }) =>
    password === '' ? [] : [[rowNumber, password] as const],
  );
  const rowRuns = runsOf(rows.map(({ rowNumber }) => rowNumber));
  return passwords.length === 0 ? { rowRuns, columns } : { rowRuns, columns, passwords };
}

/** The rows again; null when numbers do not rise, columns have gaps, or there are more rows than a chunk may have. */
export function toRows({ rowRuns, columns, passwords = [] }: ChunkColumns): ChunkRow[] | null {
  const count = rowRuns.reduce((sum, run) => sum + run[1], 0);
  // Counted before anything is spread out: a run of a billion rows is a few bytes.
  if (count > ROWS_PER_CHUNK || columns.some((column) => column.length !== count)) return null;
  const rowNumbers = rowRuns.flatMap(([first, length]) => Array.from({ length }, (_, n) => first + n));
  if (rowNumbers.some((rowNumber, n) => rowNumber <= (rowNumbers[n - 1] ?? 0))) return null;
  const passwordsByRow = new Map(passwords);
  return rowNumbers.map((rowNumber, n) => {
    const cells = columns.map((column) => column[n] ?? '');
    const password = passwordsByRow.get(rowNumber);
    return password === undefined ? { rowNumber, cells } : { rowNumber, cells, password };
  });
}

function runsOf(rowNumbers: readonly number[]): [first: number, count: number][] {
  const runs: [first: number, count: number][] = [];
  for (const rowNumber of rowNumbers) {
    const last = runs.at(-1);
    if (last && last[0] + last[1] === rowNumber) last[1] += 1;
    else runs.push([rowNumber, 1]);
  }
  return runs;
}
