import { type Insertable, type Kysely, sql } from 'kysely';
import type { BulkColumns, Dialect } from './dialect.ts';
import type { Database } from './schema.ts';

/** Where to insert: a transaction, and the engine it runs on. */
export interface BulkTarget {
  readonly trx: Kysely<Database>;
  readonly dialect: Dialect;
}

/**
 * Inserts many rows with one statement and returns how many went in: a row that meets a unique key is left out.
 * Columns that are not named get their default.
 */
export async function insertRows<
  Table extends keyof Database & string,
  Row extends Partial<Insertable<Database[Table]>>,
>(
  { trx, dialect }: BulkTarget,
  table: Table,
  columns: BulkColumns<Row>,
  rows: readonly Row[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
  // SQLite reads `on conflict` as a join condition unless a `where` stands before it.
  const { numAffectedRows } = await sql`
    insert into ${sql.table(table)} (${names})
    select ${names} from ${dialect.rowsFrom(rows, columns, 'fresh')} where true
    on conflict do nothing`.execute(trx);
  return Number(numAffectedRows ?? 0n);
}
