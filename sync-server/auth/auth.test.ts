import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#domain/time.ts';
import { type ApiClient, apiClient } from '#tests/support/api-client.ts';
import { describeOnEachDatabase } from '#tests/support/each-database.ts';
import { addDistrict, addStudent, addTeacher } from '#tests/support/people.ts';
import { type TestParts, testParts } from '#tests/support/server-parts.ts';
import type { SchoolScope } from '../organizations/scope.ts';
import { sealPassword } from '../accounts/typed-passwords.ts';
import { createApp } from '../app.ts';

describeOnEachDatabase('signing in', (database) => {
  let parts: TestParts;
  let school: SchoolScope;
  let browser: () => ApiClient;
  beforeEach(async () => {
    parts = testParts(database());
    school = await addDistrict(parts);
    const app = createApp(parts);
    browser = () => apiClient(parts, app);
  });

  test('opens a session for a teacher, in a cookie that only our server and no script can read', async () => {
    await addTeacher(parts, [school], { username: 'teacher', password: 'demo-teacher-1' });
    const teacher = browser();

    const answer = await teacher.signIn(' Teacher ', 'demo-teacher-1');

    expect(answer.json).toMatchObject({
      username: 'teacher',
      role: 'teacher',
      mustChangePassword: false,
      schools: [{ schoolId: school.schoolId, name: 'Lincoln Elementary' }],
    });
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-session=[\w-]{43}; /);
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(part);
    expect(cookie).not.toContain('Domain');
    expect((await teacher.get('/session')).json).toEqual(answer.json);
    const stored = await parts.db.selectFrom('sessions').selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain(cookie.slice(15, 58));
  });

  test('answers a wrong password, an unknown name and an empty account alike', async () => {
    await addTeacher(parts, [school], { username: 'teacher', password: 'demo-teacher-1' });
    await addStudent(parts, school, { username: 'ana.lopez' });
    const answers = [];
    for (const [name, password] of [
      ['teacher', 'wrong'],
      ['nobody', 'wrong'],
      ['ana.lopez', 'wrong'],
    ] as const) {
      const { status, json } = await browser().signIn(name, password);
      answers.push({ status, json: { ...(json as object), requestId: '' } });
    }

    expect(answers[0]).toMatchObject({ status: 401, json: { code: 'auth.wrong_credentials' } });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  test('gives every session a new token and ends the one the browser had', async () => {
    await addTeacher(parts, [school], { username: 'teacher', password: 'demo-teacher-1' });
    const teacher = browser();
    await teacher.signIn('teacher', 'demo-teacher-1');
    const first = teacher.cookie();
    await teacher.signIn('teacher', 'demo-teacher-1');

    expect(teacher.cookie()).not.toBe(first);
    expect((await browser().get('/session', { Cookie: first })).code).toBe('auth.required');
    expect((await teacher.get('/session')).status).toBe(200);
  });

  test('out ends the session and clears the cookie; out again is fine', async () => {
    await addTeacher(parts, [school], { username: 'teacher', password: 'demo-teacher-1' });
    const teacher = browser();
    await teacher.signIn('teacher', 'demo-teacher-1');
    const cookie = teacher.cookie();

    const out = await teacher.post('/sign-out');

    expect(out.status).toBe(204);
    expect(out.headers.get('Rollbook-Protocol')).toBe('1');
    expect(out.headers.getSetCookie()[0]).toMatch(/^__Host-session=;.*Max-Age=0/);
    expect((await browser().get('/session', { Cookie: cookie })).code).toBe('auth.required');
    expect((await teacher.post('/sign-out')).status).toBe(204);
  });

  test('lasts 12 idle hours for a teacher, longer while in use, and never beyond a week', async () => {
    await addTeacher(parts, [school], { username: 'teacher', password: 'demo-teacher-1' });
    const teacher = browser();
    await teacher.signIn('teacher', 'demo-teacher-1');

    for (let hours = 11; hours < 7 * 24; hours += 11) {
      parts.clock.advance(11 * HOUR_MS);
      expect((await teacher.get('/session')).status).toBe(200);
    }
    parts.clock.advance(11 * HOUR_MS);
    expect((await teacher.get('/session')).code).toBe('auth.required');

    await teacher.signIn('teacher', 'demo-teacher-1');
    parts.clock.advance(12 * HOUR_MS);
    expect((await teacher.get('/session')).code).toBe('auth.required');
  });

  test('closes an account after five wrong passwords for 1, 2, 4 … minutes, whatever comes then', async () => {
    await addTeacher(parts, [school], { username: 'teacher', password: 'demo-teacher-1' });
    for (let tries = 0; tries < 5; tries += 1) {
      expect((await browser().signIn('teacher', 'wrong')).code).toBe('auth.wrong_credentials');
    }

    for (const minutes of [1, 2, 4]) {
      const closed = await browser().signIn('teacher', 'demo-teacher-1');
      expect(closed.code).toBe('auth.too_many_tries');
      expect(closed.headers.get('Retry-After')).toBe(String(minutes * 60));
      parts.clock.advance(minutes * MINUTE_MS);
      expect((await browser().signIn('teacher', 'wrong')).code).toBe('auth.wrong_credentials');
    }
    parts.clock.advance(8 * MINUTE_MS);
    expect((await browser().signIn('teacher', 'demo-teacher-1')).status).toBe(200);
    expect((await browser().signIn('teacher', 'wrong')).code).toBe('auth.wrong_credentials');
    expect((await browser().signIn('teacher', 'demo-teacher-1')).status).toBe(200);
  });

  test('counts guesses sent at the same moment one by one', async () => {
    await addTeacher(parts, [school], { username: 'teacher', password: 'demo-teacher-1' });

    const answers = await Promise.all(Array.from({ length: 20 }, () => browser().signIn('teacher', 'wrong')));

    expect(answers.filter((answer) => answer.code === 'auth.wrong_credentials')).toHaveLength(5);
    expect(answers.filter((answer) => answer.code === 'auth.too_many_tries')).toHaveLength(15);
  });

  test('closes a name that nobody has just like an account, so that nobody learns which names exist', async () => {
    for (let tries = 0; tries < 5; tries += 1) {
      expect((await browser().signIn('nobody', 'wrong')).code).toBe('auth.wrong_credentials');
    }

    const closed = await browser().signIn('NOBODY', 'wrong');

    expect(closed.code).toBe('auth.too_many_tries');
    expect(closed.headers.get('Retry-After')).toBe('60');
  });

  test('starts counting anew a day after an account was closed', async () => {
    await addTeacher(parts, [school], { username: 'teacher', password: 'demo-teacher-1' });
    for (let tries = 0; tries < 5; tries += 1) await browser().signIn('teacher', 'wrong');
    parts.clock.advance(DAY_MS + 2 * MINUTE_MS);

    for (let tries = 0; tries < 4; tries += 1) await browser().signIn('teacher', 'wrong');
    expect((await browser().signIn('teacher', 'demo-teacher-1')).status).toBe(200);
  });

  test('works with a password the teacher typed, also while it still waits to be hashed', async () => {
    const { userGuid } = await addStudent(parts, school, { username: 'ben' });
    const sealed_password = sealPassword('Fisch-und-Hut', userGuid, parts.keys);
    await parts.db.updateTable('users').set({ password_state: 'typed', sealed_password }).execute();

    expect((await browser().signIn('ben', 'Fisch-und-Hat')).code).toBe('auth.wrong_credentials');
    expect((await browser().signIn('ben', 'Fisch-und-Hut')).json).toMatchObject({
      username: 'ben',
      role: 'student',
      mustChangePassword: false,
      schools: [],
    });
  });

  test('ends with the browser for a student, whose tablet is shared', async () => {
    const { temporaryPassword } = await addStudent(parts, school, { username: 'ana' });
    const [cookie = ''] = (await browser().signIn('ana', temporaryPassword)).headers.getSetCookie();

    expect(cookie).not.toMatch(/Max-Age|Expires/);
  });
});

describeOnEachDatabase('a temporary password', (database) => {
  let parts: TestParts;
  let ana: { readonly userGuid: string; readonly temporaryPassword: string };
  let browser: () => ApiClient;
  beforeEach(async () => {
    parts = testParts(database());
    ana = await addStudent(parts, await addDistrict(parts), { username: 'ana.lopez', studentId: 'S-20417' });
    const app = createApp(parts);
    browser = () => apiClient(parts, app);
  });

  test('opens a session that may do nothing but set a permanent password, which then works', async () => {
    const tablet = browser();
    const signedIn = await tablet.signIn(
      'ana.lopez',
      ana.temporaryPassword.toUpperCase().replaceAll('-', ' '),
    );
    expect(signedIn.json).toMatchObject({ mustChangePassword: true });
    expect((await tablet.get('/schools/any/students')).code).toBe('auth.password_change_required');
    expect((await tablet.get('/no/such/route')).code).toBe('auth.password_change_required');
    const before = tablet.cookie();

    const welcome = await tablet.post('/welcome', { newPassword: 'blue horse 7' });

    expect(welcome.json).toMatchObject({ username: 'ana.lopez', mustChangePassword: false });
    expect(tablet.cookie()).not.toBe(before);
    expect((await browser().get('/session', { Cookie: before })).code).toBe('auth.required');
    expect((await tablet.get('/schools/any/students')).code).toBe('auth.not_allowed');
    expect((await browser().signIn('ana.lopez', 'blue horse 7')).json).toMatchObject({
      mustChangePassword: false,
    });
    expect((await browser().signIn('ana.lopez', ana.temporaryPassword)).code).toBe('auth.wrong_credentials');
  });

  test('never opens a second session, even before the permanent password is set', async () => {
    const tablet = browser();
    await tablet.signIn('ana.lopez', ana.temporaryPassword);

    expect((await browser().signIn('ana.lopez', ana.temporaryPassword)).code).toBe('auth.password_expired');
    expect((await browser().signIn('ana.lopez', ana.temporaryPassword, randomUUID())).code).toBe(
      'auth.password_expired',
    );
    expect((await tablet.post('/welcome', { newPassword: 'blue horse 7' })).status).toBe(200);
  });

  test('opens exactly one of two sessions asked for at the same moment', async () => {
    const answers = await Promise.all([1, 2].map(() => browser().signIn('ana.lopez', ana.temporaryPassword)));

    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 401]);
  });

  test('survives a lost answer: the same attempt sent again gets a session in place of the one nobody received', async () => {
    const attempt = randomUUID();
    const lost = browser();
    await lost.signIn('ana.lopez', ana.temporaryPassword, attempt);
    const tablet = browser();

    expect((await tablet.signIn('ana.lopez', ana.temporaryPassword, attempt)).status).toBe(200);
    expect((await lost.get('/session')).code).toBe('auth.required');
    expect((await tablet.post('/welcome', { newPassword: 'blue horse 7' })).status).toBe(200);
    expect((await browser().signIn('ana.lopez', ana.temporaryPassword, attempt)).code).toBe(
      'auth.wrong_credentials',
    );
  });

  test('opens on the 89th day and not on the 91st; a wrong one is never called expired', async () => {
    parts.clock.advance(91 * DAY_MS);
    expect((await browser().signIn('ana.lopez', ana.temporaryPassword)).code).toBe('auth.password_expired');
    expect((await browser().signIn('ana.lopez', 'wrong')).code).toBe('auth.wrong_credentials');

    parts.clock.advance(-2 * DAY_MS);
    expect((await browser().signIn('ana.lopez', ana.temporaryPassword)).status).toBe(200);
  });

  test('leaves half an hour to set the permanent one', async () => {
    const tablet = browser();
    await tablet.signIn('ana.lopez', ana.temporaryPassword);
    parts.clock.advance(30 * MINUTE_MS);

    expect((await tablet.post('/welcome', { newPassword: 'blue horse 7' })).code).toBe('auth.required');
  });

  test.each([
    ['too short', 'horse'],
    ['on every list', 'password1'],
    ['the own username', 'Ana.Lopez'],
    ['empty', ''],
  ])('is not replaced by a password that is %s', async (_, newPassword) => {
    const tablet = browser();
    await tablet.signIn('ana.lopez', ana.temporaryPassword);

    expect((await tablet.post('/welcome', { newPassword })).status).toBeGreaterThanOrEqual(400);
    expect((await tablet.get('/session')).json).toMatchObject({ mustChangePassword: true });
  });

  test('is not replaced by itself', async () => {
    const tablet = browser();
    await tablet.signIn('ana.lopez', ana.temporaryPassword);

    expect((await tablet.post('/welcome', { newPassword: ana.temporaryPassword })).code).toBe(
      'password.not_allowed',
    );
  });

  test('is the only one that /welcome replaces', async () => {
    const tablet = browser();
    await tablet.signIn('ana.lopez', ana.temporaryPassword);
    await tablet.post('/welcome', { newPassword: 'blue horse 7' });

    expect((await tablet.post('/welcome', { newPassword: 'green horse 8' })).code).toBe('auth.not_allowed');
    expect((await browser().post('/welcome', { newPassword: 'green horse 8' })).code).toBe('auth.required');
  });

  test('leaves nothing in the database from which it could be made again, once replaced', async () => {
    const tablet = browser();
    await tablet.signIn('ana.lopez', ana.temporaryPassword);
    await tablet.post('/welcome', { newPassword: 'blue horse 7' });

    const user = await parts.db.selectFrom('users').selectAll().executeTakeFirstOrThrow();

    expect(user).toMatchObject({
      password_state: 'permanent',
      password_set_by_person: 1,
      temporary_nonce: null,
    });
    expect(JSON.stringify(user)).not.toContain('blue horse');
  });
});
