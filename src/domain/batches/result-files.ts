import type { HeaderLanguage, Mapping } from '../roster/template.ts';

/** The three files of an upload. */
export const resultFileKinds = ['uploaded', 'completed', 'error'] as const;
export type ResultFileKind = (typeof resultFileKinds)[number];

/** The two file formats Rollbook writes. */
export const fileFormats = ['csv', 'xlsx'] as const;
export type FileFormat = (typeof fileFormats)[number];

export interface ResultFileRequest {
  readonly kind: ResultFileKind;
  readonly format: FileFormat;
  readonly language: HeaderLanguage;
}

/**
 * How a file is rendered: its header, and each row by itself, so that 100,000 rows need never stand in memory at once.
 * Cells are plain text; writers of a format protect them from being run as formulas.
 */
export interface ResultSheet<Row> {
  readonly header: readonly string[];
  readonly cells: (row: Row) => string[];
}

/** The columns of the file the teacher uploaded, in its own order; `mapping[i]` is what column `i` means. */
export interface UploadedColumns {
  readonly header: readonly string[];
  readonly mapping: Mapping;
}
