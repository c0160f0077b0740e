import { type AliasedRawBuilder, CompiledQuery, type RawBuilder, sql, type SqlBool } from 'kysely';

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
  /**
   * The fastest plain inserts of many rows; rows that meet a unique key are left out. Ready-made texts, because building
   * them as query trees would cost more than running them.
   */
  insertsOf<Row extends object>(
    table: string,
    rows: readonly Row[],
    columns: BulkColumns<Row>,
  ): readonly CompiledQuery[];
  /**
   * Whether a column has one of many texts, given as one parameter. Not a join with `rowsFrom`: without statistics of
   * tables that are just being filled, both engines would rather read the whole table for every key.
   */
  isOneOf(column: string, keys: readonly string[]): RawBuilder<SqlBool>;
  /** At the end of a `select` that claims a row: several servers then never wait for each other. */
  readonly forUpdateSkipLocked: RawBuilder<unknown>;
}

/** A few dozen rows a statement are fastest, measured from 1 to 1,000; all of them together stay far below 32,766 parameters. */
const SQLITE_ROWS_PER_INSERT = 50;

function slicesOf<Row>(rows: readonly Row[], size: number): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  );
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
  insertsOf(table, rows, columns) {
    const names = Object.keys(columns) as (keyof (typeof rows)[number])[];
    const tuple = `(${names.map(() => '?').join(', ')})`;
    return slicesOf(rows, SQLITE_ROWS_PER_INSERT).map((slice) => {
      const tuples = slice.map(() => tuple).join(', ');
      const text = `insert into "${table}" ("${names.join('", "')}") values ${tuples} on conflict do nothing`;
      return CompiledQuery.raw(
        text,
        slice.flatMap((row) => names.map((name) => row[name] ?? null)),
      );
    });
  },
  isOneOf: (column, keys) =>
    sql`${sql.ref(column)} in (select value from json_each(${JSON.stringify(keys)}))`,
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
  insertsOf(table, rows, columns) {
    const names = `"${Object.keys(columns).join('", "')}"`;
    // The table itself says what type each column has.
    const text = `insert into "${table}" (${names}) select ${names} from json_populate_recordset(null::"${table}", $1)
      on conflict do nothing`;
    return rows.length === 0 ? [] : [CompiledQuery.raw(text, [JSON.stringify(rows)])];
  },
  isOneOf: (column, keys) => sql`${sql.ref(column)} = any(${keys}::text[])`,
  forUpdateSkipLocked: sql`for update skip locked`,
};
