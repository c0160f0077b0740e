/** A sheet as text: what every reader gives and every writer takes. `rowNumber` is the line the person sees (header included). */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly rowNumber: number;
  readonly cells: readonly string[];
}

/** What writers need of a table: the rows may be a generator, and nobody needs their numbers. */
export interface WritableTable {
  readonly header: readonly string[];
  readonly rows: Iterable<{ readonly cells: readonly string[] }>;
}

/** Told now and then while a file is read: rows so far, and how far through the file, 0 to 1. */
export type ReadListener = (rows: number, fraction: number) => void;
