import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Session } from '#protocol/auth.ts';
import { describeOnEachDatabase } from '#tests/support/each-database.ts';
import type { Config } from './config.ts';
import { demoPeople } from './demo/demo-district.ts';
import { resetDemo } from './demo/reset-demo.ts';
import { seedDemo } from './demo/seed-demo.ts';
import { type RunningServer, startServer } from './start-server.ts';

const log = pino({ level: 'silent' });

describeOnEachDatabase('a server', (database) => {
  let folder = '';
  let running: RunningServer[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rollbook-server-'));
  });
  afterEach(async () => {
    for (const server of running) await server.stop();
    running = [];
    rmSync(folder, { recursive: true });
  });

  const config = (given: Partial<Config> = {}): Config => ({
    port: 0,
    host: '127.0.0.1',
    origin: undefined,
    dataDir: join(folder, 'data'),
    databaseUrl: database().place.databaseUrl,
    serverKey: undefined,
    serverKeyFile: undefined,
    serviceWorker: 'on',
    logLevel: 'silent',
    ...given,
  });
  const start = async (given: Partial<Config> = {}, prepare = seedDemo) => {
    const started = await startServer({ config: config(given), log, buildFolder: folder, prepare });
    if (started.ok) running.push(started.value);
    return started;
  };
  const signIn = (port: number, username: string, password: string) =>
    fetch(`http://127.0.0.1:${port}/api/sign-in`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Rollbook-Protocol': '1' },
      body: JSON.stringify({ username, password }),
    });

  test('serves the demo with the sign-ins of the README, each with its own schools', async () => {
    const started = await start();
    const schools: string[][] = [];
    for (const { username, password } of demoPeople) {
      const response = await signIn(started.ok ? started.value.port : 0, username, password);
      schools.push(((await response.json()) as Session).schools.map(({ name }) => name));
    }

    expect(schools).toEqual([
      ['Lincoln Elementary', 'Roosevelt Middle School'],
      ['Washington High School'],
      ['Lincoln Elementary', 'Roosevelt Middle School', 'Washington High School'],
    ]);
  });

  test('leaves a demo that exists as it is, and a real district alone', async () => {
    const first = await start();
    const { parts } = first.ok ? first.value : { parts: undefined };
    expect((await start()).ok).toBe(true);
    expect(await parts?.db.selectFrom('users').select('username').execute()).toHaveLength(demoPeople.length);

    const real = { district_id: 'real', name: 'A real district', created_at: 1 };
    await parts?.db.insertInto('districts').values(real).execute();
    expect(await start()).toMatchObject({
      ok: false,
      refusal: expect.stringContaining('real district') as string,
    });
  });

  test('keeps its key beside the data, and refuses to start with another one', async () => {
    await start();
    expect(statSync(join(folder, 'data.key')).mode & 0o777).toBe(0o600);

    const other = await start({ serverKey: Buffer.alloc(32, 'other').toString('hex') });

    expect(other).toMatchObject({ ok: false, refusal: expect.stringContaining('server key') as string });
  });

  test('answers with the kill switch instead of the service worker of the build when told to', async () => {
    writeFileSync(join(folder, 'service-worker.js'), 'the one of the build');
    const answers: string[] = [];
    for (const serviceWorker of ['on', 'off'] as const) {
      const started = await start({ serviceWorker });
      const response = await fetch(
        `http://127.0.0.1:${started.ok ? started.value.port : 0}/service-worker.js`,
      );
      answers.push(await response.text());
    }

    expect(answers).toEqual(['the one of the build', expect.stringContaining('registration.unregister')]);
  });

  test('says in a sentence that its port is in use', async () => {
    const first = await start();
    const { port } = first.ok ? first.value : { port: 0 };

    expect(await start({ port })).toEqual({
      ok: false,
      refusal: `Port ${port} is in use. Set PORT to another one.`,
    });
  });

  test('answers no more once it has stopped, and gives back what it held', async () => {
    const started = await start();
    const { port } = started.ok ? started.value : { port: 0 };
    await running.pop()?.stop();

    await expect(fetch(`http://127.0.0.1:${port}/api/health`)).rejects.toThrow();
    expect((await start({ port })).ok).toBe(true);
  });

  test('starts the demo over, but never deletes a real district', async () => {
    const started = await start({ databaseUrl: undefined });
    const { parts } = started.ok ? started.value : { parts: undefined };
    await parts?.db.deleteFrom('programs').execute();
    await running.pop()?.stop();

    expect(await resetDemo(config({ databaseUrl: undefined }), log)).toEqual({ ok: true, value: null });
    const again = await start({ databaseUrl: undefined });
    const db = again.ok ? again.value.parts.db : undefined;
    expect(await db?.selectFrom('programs').select('name').execute()).not.toHaveLength(0);

    await db?.insertInto('districts').values({ district_id: 'real', name: 'Real', created_at: 1 }).execute();
    await running.pop()?.stop();
    expect(await resetDemo(config({ databaseUrl: undefined }), log)).toMatchObject({ ok: false });
    expect(statSync(join(folder, 'data')).isDirectory()).toBe(true);
    expect(await resetDemo(config({ databaseUrl: 'postgres://db/x' }), log)).toMatchObject({ ok: false });
  });
});
