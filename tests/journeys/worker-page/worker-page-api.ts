import type { FileFormat } from '#domain/batches/result-files.ts';
import type { Expected } from '../../fixtures/roster-cases/roster-case.ts';

export type ReaderKind = 'text' | 'workbook';

/** Milliseconds of each run. */
export interface ReadingTimes {
  readonly ours: number[];
  readonly bare: number[];
}

/** What tests may ask of the page, as `globalThis.workerPage`. */
export interface WorkerPage {
  /** Opens a file as the import page does, and gives what an expectation names. */
  openForTest(bytes: Iterable<number>, fileName: string): Promise<Expected>;
  /** Writes a table without rows as the page does for templates, and opens it again. */
  writeAndOpen(header: readonly string[], format: FileFormat): Promise<Expected>;
  /** The cells of a clipboard that carries a text and, unless it is blank, a page. */
  readClipboard(text: string, html: string): string[][];
  /** Stops a worker in the midst of reading; gives how the reading ended. */
  stopWhileReading(): Promise<string>;
  /** Times `runs` readings of the file at `url`, ours and the bare parser's by turns, after two of each to warm up. */
  timeReading(url: string, kind: ReaderKind, runs: number): Promise<ReadingTimes>;
  /** Times the check after one edited cell of a roster in the file at `url`; each of `runs` edits another row. */
  timeEdits(url: string, runs: number): Promise<number[]>;
}
