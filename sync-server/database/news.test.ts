import { sql } from 'kysely';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { describeOnEachDatabase, type TestDatabase } from '#tests/support/each-database.ts';
import { openDatabase } from './connect.ts';
import type { News } from './news.ts';

async function hear(news: News): Promise<string[]> {
  const heard: string[] = [];
  await news.listen({ heard: (batchId) => heard.push(batchId), ended: () => heard.push('the end') });
  return heard;
}

describeOnEachDatabase('news of batches', (database) => {
  const isPostgres = (one: TestDatabase) => one.dialect.name === 'postgres';

  test('are heard by everyone who listens, until they stop or the server does', async () => {
    const { news } = database();
    const [first, second] = [await hear(news), await hear(news)];
    const stop = await news.listen({ heard: () => expect.unreachable(), ended: () => expect.unreachable() });
    stop();
    news.tell('a-batch');

    await expect.poll(() => [first, second]).toEqual([['a-batch'], ['a-batch']]);
    await news.close();
    expect(first).toEqual(['a-batch', 'the end']);
  });

  test('are heard by the other servers of the database', async ({ skip }) => {
    skip(!isPostgres(database()), 'one server has the embedded database for itself');
    const other = await openDatabase(database().place, pino({ level: 'silent' }));
    const heard = await hear(other.news);
    database().news.tell('a-batch');

    await expect.poll(() => heard).toEqual(['a-batch']);
    await other.close();
  });

  test('are heard again after the connection that listens broke', async ({ skip }) => {
    skip(!isPostgres(database()), 'there is no connection');
    const { news, db } = database();
    const heard = await hear(news);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query ilike 'listen %'`.execute(db);

    await expect
      .poll(
        () => {
          news.tell('a-batch');
          return heard;
        },
        { timeout: 10_000, interval: 200 },
      )
      .toContain('a-batch');
  });
});
