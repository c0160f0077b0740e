import { join } from 'node:path';
import SqliteFile from 'better-sqlite3';
import pg from 'pg';
import type { DatabasePlace } from '#sync-server/database/connect.ts';

/** Rows of one table, all with the same columns. */
export interface TableRows {
  readonly table: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

const ROWS_PER_TRANSACTION = 1_000;

/**
 * How long the database alone needs to take these rows in: the fastest plain inserts of many rows, in transactions
 * of 1,000, without a rule or a question. Milliseconds.
 */
export function measureCeiling(place: DatabasePlace, tables: readonly TableRows[]): Promise<number> {
  return place.databaseUrl === undefined
    ? Promise.resolve(sqliteCeiling(join(place.dataDir, 'rollbook.sqlite'), tables))
    : postgresCeiling(place.databaseUrl, tables);
}

/** Prepared statements of 50 rows: faster than single rows, larger ones and JSON. */
const ROWS_PER_STATEMENT = 50;

function sqliteCeiling(fileName: string, tables: readonly TableRows[]): number {
  const file = new SqliteFile(fileName);
  file.pragma('synchronous = FULL');
  file.pragma('foreign_keys = ON');
  const writers = tables.map(({ table, rows }) => {
    const columns = Object.keys(rows[0] ?? {});
    const tuple = `(${columns.map(() => '?').join(',')})`;
    const tuples = Array.from({ length: ROWS_PER_STATEMENT }, () => tuple).join(',');
    const statement = file.prepare(`insert into ${table} (${columns.join(',')}) values ${tuples}`);
    return (from: number) => {
      const part = rows.slice(from, from + ROWS_PER_STATEMENT);
      statement.run(part.flatMap((row) => columns.map((column) => row[column])));
    };
  });
  const count = tables[0]?.rows.length ?? 0;
  const start = performance.now();
  for (let from = 0; from < count; from += ROWS_PER_TRANSACTION) {
    file.exec('begin immediate');
    for (const write of writers) {
      for (let at = from; at < Math.min(count, from + ROWS_PER_TRANSACTION); at += ROWS_PER_STATEMENT)
        write(at);
    }
    file.exec('commit');
  }
  const ms = performance.now() - start;
  file.close();
  return ms;
}

async function postgresCeiling(url: string, tables: readonly TableRows[]): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const count = tables[0]?.rows.length ?? 0;
  const start = performance.now();
  for (let from = 0; from < count; from += ROWS_PER_TRANSACTION) {
    await client.query('begin');
    for (const { table, rows } of tables) {
      const columns = Object.keys(rows[0] ?? {}).join(',');
      const text = `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`;
      await client.query(text, [JSON.stringify(rows.slice(from, from + ROWS_PER_TRANSACTION))]);
    }
    await client.query('commit');
  }
  const ms = performance.now() - start;
  await client.end();
  return ms;
}
