import type { Roster, SourceRow } from '../roster/roster.ts';

/** Rows of one chunk at most: small enough to resend on a bad line, large enough that 100,000 rows are 200 requests. */
export const ROWS_PER_CHUNK = 500;

/** Characters of one chunk at most, before compression; a chunk of long cells is cut earlier. */
export const CHARACTERS_PER_CHUNK = 256 * 1024;

/** A row as it is sent: cells as in the file with the password cell emptied; the password travels beside it. */
export interface ChunkRow extends SourceRow {
  readonly password?: string;
}

/**
 * Cuts a roster into chunks of rows. The same roster always gives the same chunks, so that a batch
 * that is sent again after a lost answer is the same batch to the byte.
 */
export function cutIntoChunks(roster: Roster): ChunkRow[][] {
  const passwordIndex = roster.mapping.indexOf('password');
  const chunks: ChunkRow[][] = [];
  let current: ChunkRow[] = [];
  let characters = 0;
  for (const row of roster.rows) {
    const size = row.cells.reduce((sum, cell) => sum + cell.length, 0);
    if (
      current.length === ROWS_PER_CHUNK ||
      (current.length > 0 && characters + size > CHARACTERS_PER_CHUNK)
    ) {
      chunks.push(current);
      current = [];
      characters = 0;
    }
    current.push(takePasswordOut(row, passwordIndex));
    characters += size;
  }
  if (current.length > 0) chunks.push(current);
  return chunks;
}

function takePasswordOut(row: SourceRow, passwordIndex: number): ChunkRow {
  const password = row.cells[passwordIndex] ?? '';
  if (password === '') return { rowNumber: row.rowNumber, cells: row.cells };
  const cells = row.cells.map((cell, index) => (index === passwordIndex ? '' : cell));
  return { rowNumber: row.rowNumber, cells, password };
}
