/**
 * The part of papaparse that Rollbook uses. The published types need Node's, which this place may not see.
 */
declare module 'papaparse' {
  interface ParsedPiece {
    readonly data: string[][];
    readonly errors: readonly { readonly type: string; readonly code: string; readonly row?: number }[];
    /** `cursor` is the position in the whole text up to which rows were read. */
    readonly meta: { readonly cursor: number };
  }

  interface ParseSettings {
    readonly delimiter: string;
    readonly newline: '\r\n' | '\n' | '\r';
    /** Characters read at a time. */
    readonly chunkSize: number;
    readonly chunk: (piece: ParsedPiece, parser: { abort(): void }) => void;
  }

  const Papa: { parse(text: string, settings: ParseSettings): void };
  export default Papa;
}
