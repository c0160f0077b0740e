import type { HeaderLanguage } from '../roster/template.ts';

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
