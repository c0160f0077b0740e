import { type AliasedRawBuilder, type RawBuilder, sql } from 'kysely';

/** What a column of a bulk parameter holds; `integer` is 64 bits wide on both engines. */
export type BulkColumn = 'text' | 'integer';

/** A row type whose columns are all texts and whole numbers, as a bulk parameter can carry them. */
export type BulkColumns<Row> = { readonly [Key in keyof Row]: BulkColumn };

/** Everything in which the two engines differ. Everything else is one query for both. */
export interface Dialect {
  readonly name: 'sqlite' | 'postgres';
  /**
   * Many rows as one parameter (JSON), to select or insert from. No limit on parameters, and one statement
   * whatever the number of rows. A missing or null value is null.
   */
  rowsFrom<Row extends object, Alias extends string>(
    rows: readonly Row[],
    columns: BulkColumns<Row>,
    alias: Alias,
  ): AliasedRawBuilder<Row, Alias>;
  /** At the end of a `select` that claims a row: several servers then never wait for each other. */
  readonly forUpdateSkipLocked: RawBuilder<unknown>;
}

export const sqlite: Dialect = {
  name: 'sqlite',
  rowsFrom(rows, columns, alias) {
    const cells = Object.keys(columns).map(
      (key) => sql`json_extract(value, ${sql.lit(`$.${key}`)}) as ${sql.ref(key)}`,
    );
    return sql<(typeof rows)[number]>`(select ${sql.join(cells)} from json_each(${JSON.stringify(rows)}))`.as(
      alias,
    );
  },
  // One writer at a time: its transaction already holds the lock.
  forUpdateSkipLocked: sql``,
};

export const postgres: Dialect = {
  name: 'postgres',
  rowsFrom(rows, columns, alias) {
    const cells = Object.entries(columns).map(
      ([key, type]) => sql`${sql.ref(key)} ${type === 'integer' ? sql`bigint` : sql`text collate "C"`}`,
    );
    const source = sql`json_to_recordset(${JSON.stringify(rows)}::json) as bulk(${sql.join(cells)})`;
    return sql<(typeof rows)[number]>`(select * from ${source})`.as(alias);
  },
  forUpdateSkipLocked: sql`for update skip locked`,
};
