import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely';

export type TextType = 'text' | RawBuilder<unknown>;

/** Text that sorts by its bytes on both engines (SQLite does so by itself), so that a page cursor means the same on both. */
export function textType(db: Kysely<unknown>): TextType {
  return db.getExecutor().adapter instanceof PostgresAdapter ? sql`text collate "C"` : 'text';
}

/** An index named after its table and columns. */
export async function createIndex(
  db: Kysely<unknown>,
  table: string,
  columns: readonly string[],
): Promise<void> {
  const name = `${table}_by_${columns.join('_')}`;
  await db.schema
    .createIndex(name)
    .on(table)
    .columns([...columns])
    .execute();
}
