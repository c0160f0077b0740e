import type { SourceRow } from '#domain/roster/roster.ts';

/** Rows of one block: an edit stores one block again, and 100,000 rows are 100 blocks. */
const ROWS_PER_BLOCK = 1000;

/** The bytes of one block, for storage: JSON, a row is its number and then its cells. */
export function encodeBlock(rows: readonly SourceRow[], index: number): ArrayBuffer {
  const from = index * ROWS_PER_BLOCK;
  const compact = rows.slice(from, from + ROWS_PER_BLOCK).map((row) => [row.rowNumber, row.cells]);
  return new TextEncoder().encode(JSON.stringify(compact)).buffer;
}

export function encodeBlocks(rows: readonly SourceRow[]): ArrayBuffer[] {
  return Array.from({ length: countBlocks(rows) }, (_, index) => encodeBlock(rows, index));
}

export function countBlocks(rows: readonly SourceRow[]): number {
  return Math.ceil(rows.length / ROWS_PER_BLOCK);
}

/** The blocks in which a row is another object than before, or has another place. */
export function changedBlocks(before: readonly SourceRow[], after: readonly SourceRow[]): number[] {
  const changed: number[] = [];
  for (let index = 0; index * ROWS_PER_BLOCK < after.length; index += 1) {
    const from = index * ROWS_PER_BLOCK;
    const end = Math.min(from + ROWS_PER_BLOCK, Math.max(before.length, after.length));
    let at = from;
    while (at < end && before[at] === after[at]) at += 1;
    if (at < end) changed.push(index);
  }
  return changed;
}

/** The rows of all blocks, in order. The bytes are our own: storage gives back what it was given, or nothing. */
export function decodeBlocks(blocks: readonly ArrayBuffer[]): SourceRow[] {
  return blocks.flatMap((block) => {
    const compact = JSON.parse(new TextDecoder().decode(block)) as [number, string[]][];
    return compact.map(([rowNumber, cells]) => ({ rowNumber, cells }));
  });
}
