import type { ChunkRow } from '#domain/batches/chunks.ts';
import { secretColumns } from '#domain/roster/map-columns.ts';
import type { Roster, SourceRow } from '#domain/roster/roster.ts';

/** Rows that may be stored, and the typed passwords by row number. */
export interface SplitRows {
  readonly rows: readonly SourceRow[];
  readonly passwords: ReadonlyMap<number, string>;
}

/**
 * Takes every secret out of the rows. Our app sends these cells empty; whatever another sender leaves in a password
 * column, or in a column that names a secret, is emptied here and lost. Null when a row has more cells than the header.
 */
export function splitSecrets(
  rows: readonly ChunkRow[],
  { header, mapping }: Pick<Roster, 'header' | 'mapping'>,
): SplitRows | null {
  const passwordIndex = mapping.indexOf('password');
  const secret = new Set([passwordIndex, ...secretColumns(header, mapping)]);
  if (rows.some((row) => row.cells.length > header.length)) return null;
  const typed = rows.flatMap(({ rowNumber, password = '' }) =>
    password === '' || passwordIndex < 0 ? [] : [[rowNumber, password] as const],
  );
  return {
    rows: rows.map(({ rowNumber, cells }) => ({
      rowNumber,
      cells: header.map((_, index) => (secret.has(index) ? '' : (cells[index] ?? ''))),
    })),
    passwords: new Map(typed),
  };
}
