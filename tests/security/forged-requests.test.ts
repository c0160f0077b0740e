import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { protocolHeader } from '#protocol/media-type.ts';
import { requestOf, rows } from './authorisation-rows.ts';
import { matrixWorld, type MatrixRequest, type MatrixWorld } from './matrix-world.ts';

const foreign = { Origin: 'https://evil.example' };

/** What another site's page, a sibling site, or a form can make the browser of a signed-in person send. */
const forgeries: Readonly<Record<string, MatrixRequest['headers']>> = {
  'from another site': { 'Sec-Fetch-Site': 'cross-site', ...foreign },
  'from a sibling site': { 'Sec-Fetch-Site': 'same-site', Origin: 'https://other.localhost' },
  'from another site, in a browser that says only the origin': foreign,
  'from a page without an origin': { Origin: 'null' },
  'by a form of our own address, without our header': {
    [protocolHeader]: null,
    'Sec-Fetch-Site': 'same-origin',
  },
  'by a form of another site': {
    [protocolHeader]: null,
    'Content-Type': 'application/x-www-form-urlencoded',
    'Sec-Fetch-Site': 'cross-site',
  },
  'as plain text, without our header and without an origin': {
    [protocolHeader]: null,
    'Content-Type': 'text/plain',
  },
};

const changing = Object.keys(rows).filter((route) => !route.startsWith('GET '));

describe('a forged request in the name of a signed-in person', () => {
  let world: MatrixWorld;
  beforeAll(async () => {
    world = await matrixWorld();
  });
  afterAll(() => world.close());

  test.each(changing)('%s is refused, whichever way it is forged', async (route) => {
    const before = await everythingIn(world);
    for (const caller of ['teacher', 'administrator'] as const) {
      for (const [way, headers] of Object.entries(forgeries)) {
        const { code } = await world.ask(caller, { ...requestOf(route, world), headers: headers ?? {} });
        expect({ way, code }).toEqual({ way, code: 'request.foreign_origin' });
      }
    }
    expect(await everythingIn(world)).toEqual(before);
  });

  test('does nothing as a GET, however it is sent', async () => {
    const before = await everythingIn(world);
    const onlyChanging = changing.filter((route) => !(route.replace(/^\w+/, 'GET') in rows));
    for (const route of onlyChanging) {
      const request = {
        ...requestOf(route, world),
        method: 'GET',
        headers: { [protocolHeader]: null, ...foreign },
      };
      expect((await world.ask('administrator', request)).code).toBe('not_found');
    }
    expect(await everythingIn(world)).toEqual(before);
  });
});

/** What a forged request could have changed. */
async function everythingIn({ parts: { db } }: MatrixWorld) {
  return {
    users: await db.selectFrom('users').selectAll().execute(),
    sessions: await db.selectFrom('sessions').selectAll().execute(),
    schools: await db.selectFrom('schools').selectAll().execute(),
    programs: await db.selectFrom('programs').selectAll().execute(),
    memberships: await db.selectFrom('memberships').selectAll().execute(),
    batches: await db.selectFrom('batches').selectAll().execute(),
    undos: await db.selectFrom('batch_undos').selectAll().execute(),
    links: await db.selectFrom('one_time_links').selectAll().execute(),
    settings: await db.selectFrom('district_settings').selectAll().execute(),
    secrets: await db.selectFrom('device_secrets').selectAll().execute(),
  };
}
