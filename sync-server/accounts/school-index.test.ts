import { describe, expect, test } from 'vitest';
import type { SchoolIndexPage } from '#protocol/school-index.ts';
import { apiClient, type ApiClient } from '#tests/support/api-client.ts';
import { describeOnEachDatabase } from '#tests/support/each-database.ts';
import { importSheet, importWorld, type ImportWorld } from '#tests/support/import-world.ts';
import { addDistrict, addSchool, addStaff, addStudent, addTeacher } from '#tests/support/people.ts';
import { createAskingLimit, NAMES_PER_WINDOW } from './taken-usernames.ts';

const header = ['Student ID', 'First Name', 'Last Name', 'Username', 'Password', 'Class ID', 'Class Name'];
const rows = [
  ['1', 'Ana', 'López', 'ana.l', 'a long password 1', 'M1', 'Maths'],
  ['2', 'Ben', 'Osei', '', '', 'M1', 'Maths'],
];

describeOnEachDatabase('the index of a school', (database) => {
  test('has the students, classes and places, column by column, and no passwords', async () => {
    const { client, world } = await signedIn();

    const answer = await client.get(`/schools/${world.school.schoolId}/index`);
    const { students, school } = answer.json as SchoolIndexPage;
    const classes = school?.classes ?? [];

    expect(students.studentId.toSorted()).toEqual(['1', '2']);
    expect(students.username).toContain('ana.l');
    expect(students.hasSignedIn).toEqual([false, false]);
    expect(classes).toMatchObject([{ classId: 'M1', className: 'Maths', masterCodes: [] }]);
    expect(students.placeStudents.toSorted()).toEqual([0, 1]);
    expect(students.placeClasses).toEqual([classes[0]?.classGuid]);
    expect(answer.text).not.toMatch(/a long password|nonce|hash|sealed/);
  });

  test('is not sent again while nothing has changed', async () => {
    const { client, world } = await signedIn();
    world.parts.clock.advance(10_000);
    const path = `/schools/${world.school.schoolId}/index`;
    const first = await client.get(path);
    const etag = `"${(first.json as SchoolIndexPage).school?.etag}"`;

    const again = await client.get(path, { 'If-None-Match': etag });
    await importSheet({ header, rows: [['3', 'Cai', 'Li', '', '', 'M1', 'Maths']] }, world);
    world.parts.clock.advance(10_000);
    const later = await client.get(path, { 'If-None-Match': `W/${etag}` });

    expect([again.status, again.text]).toEqual([304, '']);
    expect(first.headers.get('ETag')).toBe(etag);
    expect((later.json as SchoolIndexPage).students.studentId).toContain('3');
  });

  test('has another name after every kind of change, and never one name for a moment that is not over', async () => {
    const { client, world } = await signedIn();
    const { school, parts } = world;
    const seen = [await etagOf(client, school.schoolId)];
    seen.push(await etagOf(client, school.schoolId, () => parts.clock.advance(1)));
    parts.clock.advance(10_000);
    const settled = await etagOf(client, school.schoolId);
    expect(await etagOf(client, school.schoolId, () => parts.clock.advance(5_000))).toBe(settled);
    seen.push(settled);
    const changes: (() => Promise<unknown>)[] = [
      () => addStudent(parts, school, { username: 'new.one' }),
      () =>
        parts.db
          .updateTable('users')
          .set({ first_signed_in_at: 1 })
          .where('username', '=', 'ana.l')
          .execute(),
      () => parts.db.updateTable('classes').set({ name: 'Algebra' }).execute(),
      () => parts.db.deleteFrom('enrollments').execute(),
      () =>
        parts.db
          .insertInto('programs')
          .values({ school_id: school.schoolId, master_code: 'MC', name: 'Code' })
          .execute(),
    ];
    for (const change of changes) {
      await change();
      parts.clock.advance(10_000);
      seen.push(await etagOf(client, school.schoolId));
    }
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('comes in pages, and every student stands on one of them', async () => {
    const { client, world } = await signedIn();
    const many = Array.from({ length: 4_100 }, (_, at) => [`n${at}`, 'Kim', 'Park', '', '', 'M1', 'Maths']);
    await importSheet({ header, rows: many }, world);

    const ids: (string | null)[] = [];
    let places = 0;
    let after: string | null = '';
    for (let pages = 0; after !== null && pages < 10; pages += 1) {
      const query = after === '' ? '' : `?after=${after}`;
      const answer = await client.get(`/schools/${world.school.schoolId}/index${query}`);
      const page = answer.json as SchoolIndexPage;
      ids.push(...page.students.studentId);
      places += page.students.placeStudents.length;
      after = page.next;
    }

    expect(new Set(ids).size).toBe(4_102);
    expect(places).toBe(4_102);
  });

  test('is only for staff of that school', async () => {
    const { world } = await signedIn();
    const { parts, school } = world;
    const elsewhere = await addSchool(parts, school.districtId, 'Roosevelt');
    await addTeacher(parts, [elsewhere], { username: 'other', password: 'a long password' });
    await addStaff(parts, school, { username: 'boss', password: 'a long password', role: 'administrator' });
    const foreign = await addDistrict(parts, 'Elsewhere');
    await addStaff(parts, foreign, { username: 'far', password: 'a long password', role: 'administrator' });
    const path = `/schools/${school.schoolId}/index`;

    expect((await apiClient(parts).get(path)).code).toBe('auth.required');
    expect((await (await clientOf(world, 'other')).get(path)).code).toBe('not_found');
    expect((await (await clientOf(world, 'far')).get(path)).code).toBe('not_found');
    expect((await (await clientOf(world, 'boss')).get(path)).status).toBe(200);
  });

  test('tells which of some usernames are taken, wherever, and not of how many more', async () => {
    const { client, world } = await signedIn();
    const foreign = await addDistrict(world.parts, 'Elsewhere');
    await addStudent(world.parts, foreign, { username: 'far.away' });

    const answer = await client.post('/usernames/taken', { usernames: ['Far.Away', 'nobody', 'ana.l'] });
    const tooMany = await client.post('/usernames/taken', { usernames: Array<string>(501).fill('a') });

    expect((answer.json as { taken: string[] }).taken.toSorted()).toEqual(['ana.l', 'far.away']);
    expect(tooMany.code).toBe('request.malformed');
    expect((await apiClient(world.parts).post('/usernames/taken', { usernames: ['a'] })).code).toBe(
      'auth.required',
    );
  });

  async function signedIn(): Promise<{ client: ApiClient; world: ImportWorld }> {
    const world = await importWorld(database());
    await importSheet({ header, rows }, world);
    return { client: await clientOf(world, 'the.teacher'), world };
  }
});

describe('asking which usernames are taken', () => {
  test('is limited for each person, and goes on after the window', () => {
    const limit = createAskingLimit();
    for (let asked = 0; asked < NAMES_PER_WINDOW; asked += 500) {
      expect(limit.count('one', 500, 1_000)).toBeNull();
    }
    expect(limit.count('one', 1, 2_000)).toBe(599_000);
    expect(limit.count('other', 1, 2_000)).toBeNull();
    expect(limit.count('one', 1, 601_000)).toBeNull();
  });
});

async function clientOf({ parts }: ImportWorld, username: string): Promise<ApiClient> {
  const client = apiClient(parts);
  await client.signIn(username, 'a long password');
  return client;
}

async function etagOf(
  client: ApiClient,
  schoolId: string,
  before: () => unknown = () => undefined,
): Promise<string> {
  before();
  return ((await client.get(`/schools/${schoolId}/index`)).json as SchoolIndexPage).school?.etag ?? '';
}
