import { sql } from 'kysely';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { describeOnEachDatabase } from '#tests/support/each-database.ts';
import { createPostgresDatabase, dropPostgresDatabase } from '#tests/support/postgres-databases.ts';
import { openDatabase } from './connect.ts';

const silent = pino({ level: 'silent' });

describeOnEachDatabase('a database', (database) => {
  test('is ready once opened, and stays as it is when opened again', async () => {
    const { db, place } = database();
    await db.insertInto('districts').values({ district_id: 'd', name: 'Ñandú', created_at: 1 }).execute();

    const again = await openDatabase(place, silent);

    expect(await again.db.selectFrom('districts').selectAll().execute()).toEqual([
      { district_id: 'd', name: 'Ñandú', created_at: 1 },
    ]);
    await again.close();
  });

  test('gives whole numbers as numbers, counts and milliseconds too', async () => {
    const { db } = database();
    const now = 1_795_000_000_000;
    await db.insertInto('districts').values({ district_id: 'd', name: 'D', created_at: now }).execute();

    const row = await db
      .selectFrom('districts')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max('created_at').as('newest')])
      .executeTakeFirstOrThrow();

    expect(row).toEqual({ count: 1, newest: now });
  });

  test('takes many rows as one parameter, with null, quotes and any script', async () => {
    const { db, dialect } = database();
    const rows = [
      { id: 'a', name: `O'Brien "Bob" 你好 👩‍👩‍👧`, at: 1_795_000_000_000 },
      { id: 'b', name: null, at: 0 },
    ];

    const read = await db
      .selectFrom(
        dialect.rowsFrom<(typeof rows)[number], 'input'>(
          rows,
          { id: 'text', name: 'text', at: 'integer' },
          'input',
        ),
      )
      .selectAll()
      .orderBy('id')
      .execute();

    expect(read).toEqual(rows);
  });

  test('sorts text by its bytes, so that a page cursor means the same on both engines', async () => {
    const { db } = database();
    const names = ['b', 'B', 'a', 'ä', 'Z', '_', '10', '9'];
    const rows = names.map((name) => ({ district_id: name, name, created_at: 1 }));
    await db.insertInto('districts').values(rows).execute();

    const sorted = await db.selectFrom('districts').select('name').orderBy('name').execute();

    expect(sorted.map((row) => row.name)).toEqual(['10', '9', 'B', 'Z', '_', 'a', 'b', 'ä']);
  });

  test('undoes a transaction that fails, and refuses a school without its district', async () => {
    const { db } = database();
    const attempt = db.transaction().execute(async (trx) => {
      await trx.insertInto('districts').values({ district_id: 'd', name: 'D', created_at: 1 }).execute();
      await trx
        .insertInto('schools')
        .values({ school_id: 's', district_id: 'other', name: 'S', created_at: 1 })
        .execute();
    });

    await expect(attempt).rejects.toThrow();
    expect(await db.selectFrom('districts').selectAll().execute()).toEqual([]);
  });

  test('claims a row with the same statement on both engines', async () => {
    const { db, dialect } = database();
    await db.insertInto('districts').values({ district_id: 'd', name: 'D', created_at: 1 }).execute();

    const claimed = await sql<{ district_id: string }>`update districts set name = 'claimed'
      where district_id = (select district_id from districts order by district_id limit 1 ${dialect.forUpdateSkipLocked})
      returning district_id`.execute(db);

    expect(claimed.rows).toEqual([{ district_id: 'd' }]);
  });
});

describe('several servers starting at once on an empty PostgreSQL', () => {
  test('migrate it once and all come up', async () => {
    const place = await createPostgresDatabase();

    const opened = await Promise.all([1, 2, 3, 4].map(() => openDatabase(place, silent)));

    for (const one of opened) {
      expect(await one.db.selectFrom('users').selectAll().execute()).toEqual([]);
      await one.close();
    }
    await dropPostgresDatabase(place);
  });
});
