import type { Insertable, Kysely } from 'kysely';
import type { BulkColumns, Dialect } from './dialect.ts';
import type { Database } from './schema.ts';

/** Where to insert: a transaction, and the engine it runs on. */
export interface BulkTarget {
  readonly trx: Kysely<Database>;
  readonly dialect: Dialect;
}

/**
 * Inserts many rows and returns how many went in: a row that meets a unique key is left out.
 * Columns that are not named get their default.
 */
export async function insertRows<
  Table extends keyof Database,
  Row extends Partial<Insertable<Database[Table]>>,
>(
  { trx, dialect }: BulkTarget,
  table: Table,
  columns: BulkColumns<Row>,
  rows: readonly Row[],
): Promise<number> {
  let inserted = 0n;
  for (const statement of dialect.insertsOf(table, rows, columns)) {
    inserted += (await trx.executeQuery(statement)).numAffectedRows ?? 0n;
  }
  return Number(inserted);
}
