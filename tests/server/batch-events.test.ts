import { afterEach, expect, test } from 'vitest';
import * as v from 'valibot';
import { DAY_MS } from '#domain/time.ts';
import { batchEventSchema, type BatchEvent } from '#protocol/batch-events.ts';
import { createApp } from '#sync-server/app.ts';
import { apiClient, type ApiClient } from '#tests/support/api-client.ts';
import { describeOnEachDatabase, type TestDatabase } from '#tests/support/each-database.ts';
import { importWorld, type ImportWorld } from '#tests/support/import-world.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { addSchool } from '#tests/support/people.ts';
import { processAll } from '#tests/support/process-all.ts';
import { sendSheet } from '#tests/support/upload.ts';

interface Stream {
  readonly response: Response;
  /** The next event; null when the stream ended. Heartbeats are passed over. */
  next(): Promise<BatchEvent | null>;
  close(): Promise<void>;
}

interface FollowingWorld extends ImportWorld {
  readonly client: ApiClient;
  follow(schoolId?: string): Promise<Stream>;
}

const open: Stream[] = [];
afterEach(async () => {
  for (const stream of open.splice(0)) await stream.close();
});

async function followingWorld(database: TestDatabase): Promise<FollowingWorld> {
  const world = await importWorld(database);
  const app = createApp(world.parts);
  const client = apiClient(world.parts, app);
  await client.signIn('the.teacher', 'a long password');
  const follow = async (schoolId = world.school.schoolId) => {
    const headers = { Cookie: client.cookie() };
    const stream = readStream(await app.request(`/api/schools/${schoolId}/events`, { headers }));
    if (stream.response.status === 200) {
      open.push(stream);
      await stream.begun;
    }
    return stream;
  };
  return { ...world, client, follow };
}

/** `begun` resolves with the first line, which the server sends once it listens. */
function readStream(response: Response): Stream & { readonly begun: Promise<void> } {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  async function nextBlock(): Promise<string | null> {
    while (!text.includes('\n\n')) {
      const read = await reader?.read();
      if (read?.value === undefined) return null;
      text += read.value;
    }
    const block = text.slice(0, text.indexOf('\n\n'));
    text = text.slice(block.length + 2);
    return block;
  }
  const begun = response.status === 200 ? nextBlock().then(() => undefined) : Promise.resolve();
  return {
    response,
    begun,
    async next() {
      for (;;) {
        const block = await nextBlock();
        if (block === null) return null;
        const data = /^event: batch\ndata: (.*)$/.exec(block)?.[1];
        if (data !== undefined) return v.parse(v.strictObject(batchEventSchema.entries), JSON.parse(data));
      }
    },
    close: async () => reader?.cancel(),
  };
}

function send({ parts, school, teacher }: ImportWorld, rows = 3): Promise<string> {
  return sendSheet(madeUpClass(rows), school, teacher, parts);
}

describeOnEachDatabase('the events of a school', (database) => {
  test('say that an upload was queued, as soon as it is committed, and where it is from then on', async () => {
    const world = await followingWorld(database());
    const stream = await world.follow();
    const batchId = await send(world);

    expect(await stream.next()).toEqual({ batchId, status: 'queued', rowCount: 3, doneRowCount: 0 });

    await processAll(world.parts);
    let last = await stream.next();
    while (last?.status === 'in-progress') last = await stream.next();

    expect(last).toEqual({ batchId, status: 'completed', rowCount: 3, doneRowCount: 3 });
  });

  test('reach every window that follows', async () => {
    const world = await followingWorld(database());
    const streams = [await world.follow(), await world.follow()];
    const batchId = await send(world);

    for (const stream of streams) expect(await stream.next()).toMatchObject({ batchId });
  });

  test('tell nothing of another school', async () => {
    const world = await followingWorld(database());
    const elsewhere = await addSchool(world.parts, world.school.districtId, 'Roosevelt Middle School');
    const stream = await world.follow();
    await send({ ...world, school: elsewhere });
    const own = await send(world);

    expect(await stream.next()).toMatchObject({ batchId: own });
  });

  test('are for people of the school', async () => {
    const world = await followingWorld(database());
    const elsewhere = await addSchool(world.parts, world.school.districtId, 'Roosevelt Middle School');

    expect((await world.follow(elsewhere.schoolId)).response.status).toBe(404);
    await world.client.post('/sign-out');
    expect((await world.follow()).response.status).toBe(401);
  });

  test('end with the session, and tell nothing more', async () => {
    const world = await followingWorld(database());
    const stream = await world.follow();
    await world.client.post('/sign-out');
    await send(world);

    expect(await stream.next()).toBeNull();
  });

  test('end with the right to the school', async () => {
    const world = await followingWorld(database());
    const stream = await world.follow();
    await world.parts.db.deleteFrom('memberships').where('user_guid', '=', world.teacher).execute();
    await send(world);

    expect(await stream.next()).toBeNull();
  });

  test('keep no session alive', async () => {
    const world = await followingWorld(database());
    const stream = await world.follow();
    world.parts.clock.advance(DAY_MS);
    await send(world);

    expect(await stream.next()).toBeNull();
    expect((await world.client.get('/session')).status).toBe(401);
  });

  test('end when the server stops', async () => {
    const world = await followingWorld(database());
    const stream = await world.follow();
    await world.parts.news.close();

    expect(await stream.next()).toBeNull();
  });

  test('are not given to a fifth window of one session until another one is closed', async () => {
    const world = await followingWorld(database());
    const streams = [];
    for (let count = 0; count < 4; count += 1) streams.push(await world.follow());

    expect((await world.follow()).response.status).toBe(204);
    await streams[0]?.close();
    await expect.poll(async () => (await world.follow()).response.status).toBe(200);
  });
});
