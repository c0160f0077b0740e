import { readClipboard, type Copied } from '#spreadsheets/read-clipboard.ts';
import { writeClipboard } from '#spreadsheets/write-clipboard.ts';

/** A copied cell, and all that was copied, as the page takes it off the clipboard. */
export type CopiedTable = NonNullable<Copied['table']>;
export type CopiedContents = Copied;

/** Rows of cells from the clipboard, all equally long; none when nothing was copied. */
export function cellsFrom(copied: CopiedContents): string[][] {
  return readClipboard(copied);
}

/** Cells for the clipboard, as text and as a table. Answers at once: a page may fill the clipboard only while it is asked to. */
export function toClipboard(rows: readonly (readonly string[])[]): {
  readonly text: string;
  readonly html: string;
} {
  return writeClipboard(rows);
}
