import type { SourceRow } from '#domain/roster/roster.ts';

/** Rows of one block: an edit stores one block again, and 100,000 rows are 100 blocks. */
export const ROWS_PER_BLOCK = 1000;

/** The bytes of one block, for storage: JSON, a row is its number and then its cells. */
export function encodeBlock(rows: readonly SourceRow[], index: number): ArrayBuffer {
  const from = index * ROWS_PER_BLOCK;
  const compact = rows.slice(from, from + ROWS_PER_BLOCK).map((row) => [row.rowNumber, row.cells]);
  return new TextEncoder().encode(JSON.stringify(compact)).buffer;
}

export function encodeBlocks(rows: readonly SourceRow[]): ArrayBuffer[] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_PER_BLOCK) }, (_, index) =>
    encodeBlock(rows, index),
  );
}

/** The rows of all blocks, in order. The bytes are our own: storage gives back what it was given, or nothing. */
export function decodeBlocks(blocks: readonly ArrayBuffer[]): SourceRow[] {
  return blocks.flatMap((block) => {
    const compact = JSON.parse(new TextDecoder().decode(block)) as [number, string[]][];
    return compact.map(([rowNumber, cells]) => ({ rowNumber, cells }));
  });
}
