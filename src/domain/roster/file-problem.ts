import type { SetKind } from '../roster-sets/roster-set.ts';

/** Why a whole file cannot be taken. One sentence each, on the page, with what to do. */
export type FileProblem =
  | { readonly code: 'file.wrong_type'; readonly fileName: string }
  | { readonly code: 'file.empty' }
  | { readonly code: 'file.unreadable' }
  | { readonly code: 'file.password_protected' }
  | { readonly code: 'file.too_large'; readonly limitMegabytes: number; readonly megabytes: number }
  | { readonly code: 'file.too_many_rows'; readonly limit: number; readonly rows: number }
  | { readonly code: 'file.no_header'; readonly found: string }
  | { readonly code: 'file.no_rows' }
  /** Nothing wrong, a question: which sheet of the workbook it is. */
  | {
      readonly code: 'file.several_sheets';
      readonly sheets: readonly { readonly name: string; readonly rows: number }[];
    }
  /** Of files chosen together. */
  | { readonly code: 'file.set_unknown'; readonly names: readonly string[] }
  | { readonly code: 'file.set_incomplete'; readonly set: SetKind; readonly missing: string }
  | { readonly code: 'file.set_repeated'; readonly part: string }
  | { readonly code: 'file.set_several_schools'; readonly schools: number };

/** Stated limits of one file; more is refused with a sentence. Roomy for a district, small enough for a 4 GB tablet. */
export const fileLimits = { rows: 100_000, bytes: 25 * 1024 * 1024 } as const;
