import { beforeEach, expect, test } from 'vitest';
import { DAY_MS } from '#domain/time.ts';
import type { StudentPage } from '#protocol/accounts.ts';
import type { LoginCards } from '#protocol/login-cards.ts';
import { type ApiClient, apiClient } from '#tests/support/api-client.ts';
import { describeOnEachDatabase } from '#tests/support/each-database.ts';
import { importSheet } from '#tests/support/import-world.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { addDistrict, addSchool, addStudent, addTeacher } from '#tests/support/people.ts';
import { type TestParts, testParts } from '#tests/support/server-parts.ts';
import { createApp } from '../app.ts';
import type { SchoolScope } from '../organizations/scope.ts';

const password = 'demo-teacher-1';

describeOnEachDatabase('login cards', (database) => {
  let parts: TestParts;
  let lincoln: SchoolScope;
  let teacher: ApiClient;
  let teacherGuid: string;
  let browser: () => ApiClient;
  beforeEach(async () => {
    parts = testParts(database());
    lincoln = await addDistrict(parts, 'Lincoln');
    teacherGuid = await addTeacher(parts, [lincoln], { username: 'teacher', password });
    const app = createApp(parts);
    browser = () => apiClient(parts, app);
    teacher = browser();
    await teacher.signIn('teacher', password);
  });

  const ask = (what: 'login-cards' | 'password-resets', body: object) =>
    teacher.post(`/schools/${lincoln.schoolId}/${what}`, body);
  const cardsOf = async (userGuids: string[]) =>
    ((await ask('login-cards', { userGuids })).json as LoginCards).cards;
  const reset = async (resetId: string, userGuids: string[]) =>
    ((await ask('password-resets', { resetId, userGuids })).json as LoginCards).cards;
  const opens = async (username: string, typed: string | null) =>
    (await browser().signIn(username, typed ?? '')).status === 200;

  test('of several students carry new passwords after a reset, and the old ones are dead', async () => {
    const ana = await addStudent(parts, lincoln, { username: 'ana' });
    const ben = await addStudent(parts, lincoln, { username: 'ben', firstName: 'Ben' });

    const cards = await reset(crypto.randomUUID(), [ben.userGuid, ana.userGuid]);

    expect(cards.map(({ username }) => username)).toEqual(['ben', 'ana']);
    expect(cards[0]?.diesAt).toBe(parts.clock() + 90 * DAY_MS);
    expect(await opens('ana', ana.temporaryPassword)).toBe(false);
    expect(await opens('ana', cards[1]?.temporaryPassword ?? null)).toBe(true);
  });

  test('say the same when a reset is sent again under its id, one after the other and at the same time', async () => {
    const { userGuid } = await addStudent(parts, lincoln, { username: 'ana' });
    const [resetId, other] = [crypto.randomUUID(), crypto.randomUUID()];

    const [first, second] = await Promise.all([reset(resetId, [userGuid]), reset(resetId, [userGuid])]);
    expect(first).toEqual(second);
    expect(await reset(resetId, [userGuid])).toEqual(first);
    expect(await reset(other, [userGuid])).not.toEqual(first);

    const log = parts.db.selectFrom('audit_log').select(['event', 'subject_guid']);
    const resets = await log.where('event', '=', 'authn_password_change').execute();
    expect(resets.map((entry) => entry.subject_guid)).toEqual([userGuid, userGuid]);
  });

  test('leave out who is no student of the school, and change nothing for them', async () => {
    const roosevelt = await addSchool(parts, lincoln.districtId, 'Roosevelt');
    const there = await addStudent(parts, roosevelt, { username: 'cem' });
    const here = await addStudent(parts, lincoln, { username: 'ana' });

    const cards = await reset(crypto.randomUUID(), [
      there.userGuid,
      here.userGuid,
      parts.newGuid(),
      teacherGuid,
    ]);

    expect(cards.map(({ username }) => username)).toEqual(['ana']);
    expect(await opens('cem', there.temporaryPassword)).toBe(true);
    expect(await opens('teacher', password)).toBe(true);
    expect(await cardsOf([there.userGuid])).toEqual([]);
  });

  test('are refused in another school, and for more than 200 students at once', async () => {
    const roosevelt = await addSchool(parts, lincoln.districtId, 'Roosevelt');
    const { userGuid } = await addStudent(parts, roosevelt, { username: 'cem' });
    for (const what of ['login-cards', 'password-resets']) {
      const body = { resetId: crypto.randomUUID(), userGuids: [userGuid] };
      expect((await teacher.post(`/schools/${roosevelt.schoolId}/${what}`, body)).code).toBe('not_found');
      const many = { ...body, userGuids: Array.from({ length: 201 }, () => userGuid) };
      expect((await ask(what as 'login-cards', many)).code).toBe('request.malformed');
    }
  });

  test('show the password an upload of this school gave, until it is used, and none that was reset by hand', async () => {
    const world = { parts, school: lincoln, teacher: teacherGuid };
    const sheet = madeUpClass(2);
    const withClass = sheet.rows.map((cells) => [...cells, 'r12', 'Room 12']);
    await importSheet({ header: [...sheet.header, 'Class ID', 'Class Name'], rows: withClass }, world);
    const guids = (await waiting()).map(({ userGuid }) => userGuid);
    const [first, second] = await cardsOf(guids);

    expect(first).toMatchObject({ classNames: ['Room 12'] });
    expect(await opens(first?.username ?? '', first?.temporaryPassword ?? null)).toBe(true);
    expect((await cardsOf(guids)).map((card) => card.temporaryPassword)).toEqual([
      null,
      second?.temporaryPassword,
    ]);

    await reset(crypto.randomUUID(), guids);
    expect((await cardsOf(guids)).map((card) => card.temporaryPassword)).toEqual([null, null]);
  });

  test('are for those who have not signed in: the list can leave out everyone who has a password of their own', async () => {
    const ana = await addStudent(parts, lincoln, { username: 'ana' });
    await addStudent(parts, lincoln, { username: 'ben', firstName: 'Ben' });
    const tablet = browser();
    await tablet.signIn('ana', ana.temporaryPassword);
    expect((await waiting()).map(({ username }) => username)).toEqual(['ana', 'ben']);

    await tablet.post('/welcome', { newPassword: 'blue horse 7' });
    expect((await waiting()).map(({ username }) => username)).toEqual(['ben']);

    await reset(crypto.randomUUID(), [ana.userGuid]);
    expect((await waiting()).map(({ username }) => username)).toEqual(['ana', 'ben']);
  });

  test('are for one class, when the list shows only its students; a class of another school has none here', async () => {
    const world = { parts, school: lincoln, teacher: teacherGuid };
    const { header, rows } = madeUpClass(3);
    const cells = rows.map((row, index) => [...row, index === 0 ? 'r12' : 'r14', 'Room']);
    await importSheet({ header: [...header, 'Class ID', 'Class Name'], rows: cells }, world);
    const roosevelt = await addSchool(parts, lincoln.districtId, 'Roosevelt');
    const theirs = {
      parts,
      school: roosevelt,
      teacher: await addTeacher(parts, [roosevelt], { username: 't2', password }),
    };
    await importSheet({ header: [...header, 'Class ID', 'Class Name'], rows: cells }, theirs);

    const classes = await parts.db.selectFrom('classes').selectAll().orderBy('class_id').execute();
    const counts: number[] = [];
    for (const { class_guid } of classes) {
      const { json } = await teacher.get(`/schools/${lincoln.schoolId}/students?class=${class_guid}`);
      counts.push((json as StudentPage).total);
    }
    const ofLincoln = classes.map(({ school_id }, index) =>
      school_id === lincoln.schoolId ? counts[index] : null,
    );
    expect(ofLincoln.filter((count) => count !== null)).toEqual([1, 2]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3);
  });

  async function waiting() {
    const { json } = await teacher.get(`/schools/${lincoln.schoolId}/students?waiting=1`);
    const { students, total } = json as StudentPage;
    expect(total).toBe(students.length);
    return students;
  }
});
