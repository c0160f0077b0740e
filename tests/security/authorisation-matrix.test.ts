import { afterEach, describe, expect, test } from 'vitest';
import { openSqlite } from '#sync-server/database/open-sqlite.ts';
import { createApp } from '#sync-server/app.ts';
import { testParts } from '#tests/support/server-parts.ts';
import { requestOf, rows } from './authorisation-rows.ts';
import { callers, canaries, type Caller, matrixWorld, type MatrixWorld } from './matrix-world.ts';

/** Who has something to do with the teacher's school; to all others its words must never be told. */
const insiders: ReadonlySet<Caller> = new Set([
  'student',
  'newStudent',
  'teacher',
  'otherClass',
  'administrator',
]);

/** Every route of the app as it stands, `GET /api/batches/:batchId`; steps stand on patterns and name none. */
async function routesOfApp(): Promise<string[]> {
  const database = await openSqlite(':memory:');
  const { routes } = createApp(testParts(database));
  await database.close();
  const named = routes.filter(({ method, path }) => method !== 'ALL' && !path.endsWith('*'));
  return [...new Set(named.map(({ method, path }) => `${method} ${path}`))].sort();
}

let world: MatrixWorld | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

describe('who may ask for what', () => {
  test('is written down for every route there is, and for none that is gone', async () => {
    expect(await routesOfApp()).toEqual(Object.keys(rows).sort());
  });

  test.each(Object.entries(rows))('%s', async (route, row) => {
    world = await matrixWorld();
    const answers: Record<string, string> = {};
    const leaks: string[] = [];
    for (const caller of callers) {
      const { code, status, text } = await world.ask(caller, requestOf(route, world));
      answers[caller] = code ?? (status < 400 ? 'yes' : String(status));
      const told = insiders.has(caller) ? [] : canaries.filter((word) => text.includes(word));
      leaks.push(...told.map((word) => `${caller} reads ${word}`));
    }

    expect(answers).toEqual(row.expected);
    expect(leaks).toEqual([]);
  });

  test('a student of another school cannot be reached through one’s own', async () => {
    world = await matrixWorld();
    const base = `/api/schools/${world.otherSchool.schoolId}`;
    const before = await passwordOf(world);
    const userGuids = [world.studentGuid];

    const reset = { method: 'POST', path: `${base}/students/${world.studentGuid}/reset-password` };
    expect((await world.ask('otherSchool', reset)).code).toBe('not_found');
    const cards = { method: 'POST', path: `${base}/login-cards`, body: { userGuids } };
    expect((await world.ask('otherSchool', cards)).text).toBe('{"cards":[]}');
    const body = { userGuids, resetId: world.newGuid() };
    const resets = { method: 'POST', path: `${base}/password-resets`, body };
    expect((await world.ask('otherSchool', resets)).text).toBe('{"cards":[]}');
    expect(await passwordOf(world)).toEqual(before);
  });
});

function passwordOf({ parts, studentGuid }: MatrixWorld) {
  return parts.db
    .selectFrom('users')
    .select(['temporary_nonce', 'password_hash', 'changed_at'])
    .where('user_guid', '=', studentGuid)
    .executeTakeFirst();
}
