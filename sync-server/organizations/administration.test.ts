import { beforeEach, expect, test } from 'vitest';
import { defaultSettings } from '#domain/organizations/district-settings.ts';
import { DAY_MS } from '#domain/time.ts';
import type { AuditPage } from '#protocol/audit.ts';
import type { DistrictSchool, DistrictTeacher } from '#protocol/district.ts';
import { type ApiAnswer, type ApiClient, apiClient } from '#tests/support/api-client.ts';
import { describeOnEachDatabase } from '#tests/support/each-database.ts';
import { importSheet, outcomesOf } from '#tests/support/import-world.ts';
import { addDistrict, addStaff, addStudent, addTeacher } from '#tests/support/people.ts';
import { type TestParts, testParts } from '#tests/support/server-parts.ts';
import { createApp } from '../app.ts';
import type { SchoolScope } from './scope.ts';

const join = { firstName: 'Tía', lastName: 'Ortega', username: 'Tia.Ortega', password: 'seven green kites' };

describeOnEachDatabase('administering a district', (database) => {
  let parts: TestParts;
  let school: SchoolScope;
  let browser: () => ApiClient;
  let admin: ApiClient;
  beforeEach(async () => {
    parts = testParts(database());
    school = await addDistrict(parts);
    await addStaff(parts, school, {
      username: 'the.admin',
      password: 'a long password',
      role: 'administrator',
    });
    const app = createApp(parts);
    browser = () => apiClient(parts, app);
    admin = browser();
    await admin.signIn('the.admin', 'a long password');
  });

  const put = (path: string, body: unknown): Promise<ApiAnswer> =>
    admin.request(path, {
      method: 'PUT',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
    });
  const schools = async () =>
    ((await admin.get('/district/schools')).json as { schools: DistrictSchool[] }).schools;
  const teachers = async () =>
    (await admin.get('/district/teachers')).json as { teachers: DistrictTeacher[]; invitations: unknown[] };
  const invite = async (schoolIds = [school.schoolId]) => {
    const made = await admin.post('/district/invitations', {
      firstName: 'Tia',
      lastName: 'Ortega',
      schoolIds,
    });
    return (made.json as { token: string }).token;
  };

  test('adds a school, names it anew, and gives it programs', async () => {
    const { schoolId } = (await admin.post('/district/schools', { name: ' Oak Street ' })).json as {
      schoolId: string;
    };
    const programs = [{ masterCode: 'OR-K5', name: 'Open Readers' }];
    expect((await put(`/district/schools/${schoolId}`, { name: 'Oak Street School' })).status).toBe(204);
    expect((await put(`/district/schools/${schoolId}/programs`, { programs })).status).toBe(204);

    expect((await schools()).map(({ name }) => name)).toEqual(['Lincoln Elementary', 'Oak Street School']);
    expect((await schools())[1]).toMatchObject({ teacherCount: 0, studentCount: 0, programs });
    const twice = [...programs, { masterCode: 'OR-K5', name: 'Again' }];
    expect((await put(`/district/schools/${schoolId}/programs`, { programs: twice })).code).toBe(
      'request.malformed',
    );
  });

  test('invites a teacher by a link that works once, into the schools that were chosen', async () => {
    const token = await invite();
    expect((await browser().post('/links', { token })).json).toMatchObject({
      purpose: 'invitation',
      firstName: 'Tia',
      schoolNames: ['Lincoln Elementary'],
    });
    expect((await teachers()).invitations).toHaveLength(1);

    const teacher = browser();
    const session = await teacher.post('/join', { token, ...join });

    expect(session.json).toMatchObject({ role: 'teacher', username: 'tia.ortega', firstName: 'Tía' });
    expect((await teacher.get(`/schools/${school.schoolId}/students`)).status).toBe(200);
    expect((await browser().post('/join', { token, ...join, username: 'other.name' })).code).toBe(
      'link.spent',
    );
    expect(await teachers()).toMatchObject({
      teachers: [{ username: 'tia.ortega', schoolIds: [school.schoolId], sessionCount: 1 }],
      invitations: [],
    });
  });

  test('keeps the link good when the username is taken, and lets it run out after a week', async () => {
    const token = await invite();
    expect((await browser().post('/join', { token, ...join, username: 'the.admin' })).code).toBe(
      'username.taken',
    );
    expect((await browser().post('/join', { token, ...join })).status).toBe(200);

    const late = await invite();
    parts.clock.advance(7 * DAY_MS);
    expect((await browser().post('/join', { token: late, ...join })).code).toBe('link.spent');
  });

  test('makes one account of a link that is used twice at the same moment', async () => {
    const token = await invite();
    const names = ['one.name', 'two.name'];

    const answers = await Promise.all(
      names.map((username) => browser().post('/join', { token, ...join, username })),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410]);
    expect((await teachers()).teachers).toHaveLength(1);
  });

  test('moves a teacher between schools and signs a teacher out, at once', async () => {
    const teacherGuid = await addTeacher(parts, [school], {
      username: 'a.teacher',
      password: 'a long password',
    });
    const { schoolId } = (await admin.post('/district/schools', { name: 'Oak Street' })).json as {
      schoolId: string;
    };
    const teacher = browser();
    await teacher.signIn('a.teacher', 'a long password');

    await put(`/district/teachers/${teacherGuid}/schools`, { schoolIds: [schoolId] });
    expect((await teacher.get(`/schools/${school.schoolId}/students`)).status).toBe(404);
    expect((await teacher.get(`/schools/${schoolId}/students`)).status).toBe(200);

    await admin.request(`/district/teachers/${teacherGuid}/sessions`, { method: 'DELETE' });
    expect((await teacher.get('/session')).code).toBe('auth.required');
  });

  test('never reaches people, schools or invitations of another district', async () => {
    const other = await addDistrict(parts, 'Washington High School');
    const stranger = await addTeacher(parts, [other], {
      username: 'a.stranger',
      password: 'a long password',
    });

    expect((await put(`/district/schools/${other.schoolId}`, { name: 'Mine' })).code).toBe('not_found');
    expect((await put(`/district/schools/${other.schoolId}/programs`, { programs: [] })).code).toBe(
      'not_found',
    );
    expect((await put(`/district/teachers/${stranger}/schools`, { schoolIds: [] })).code).toBe('not_found');
    const { schoolIds } = { schoolIds: [other.schoolId] };
    const invitation = { firstName: 'Tia', lastName: 'Ortega', schoolIds };
    expect((await admin.post('/district/invitations', invitation)).code).toBe('not_found');
    expect((await schools()).map(({ name }) => name)).toEqual(['Lincoln Elementary']);
    expect((await teachers()).teachers).toEqual([]);
  });

  test('decides for the district what a password needs, and the server keeps to it', async () => {
    const settings = { ...defaultSettings, passwordMinLength: 12, blockedWords: ['Lincoln Lions'] };
    expect((await put('/district/settings', settings)).status).toBe(204);
    expect((await admin.get('/district/settings')).json).toEqual(settings);
    expect((await admin.get('/session')).json).toMatchObject({
      passwordPolicy: { minLength: 12, blockedWords: ['Lincoln Lions'] },
    });

    const { temporaryPassword } = await addStudent(parts, school, { username: 'ana.lopez' });
    const tablet = browser();
    await tablet.signIn('ana.lopez', temporaryPassword);
    for (const newPassword of ['eleven char', 'lincoln-lions 2026'])
      expect((await tablet.post('/welcome', { newPassword })).code).toBe('password.not_allowed');
    expect((await tablet.post('/welcome', { newPassword: 'twelve chars at least' })).status).toBe(200);

    const teacher = await addTeacher(parts, [school], { username: 'a.teacher', password: 'a long password' });
    const header = ['Student ID', 'First Name', 'Last Name', 'Password'];
    const batchId = await importSheet(
      { header, rows: [['1', 'Bo', 'Li', 'short-one']] },
      { parts, school, teacher },
    );
    expect(await outcomesOf(batchId, { parts })).toEqual([
      { outcome: 'refused', codes: ['password.too_short'] },
    ]);
  });

  test('lets temporary passwords die sooner, also those that were given out before', async () => {
    const { temporaryPassword } = await addStudent(parts, school, { username: 'ana.lopez' });
    await put('/district/settings', { ...defaultSettings, temporaryPasswordDays: 14 });
    const list = await admin.get(`/schools/${school.schoolId}/students`);
    const dies = parts.clock() + 14 * DAY_MS;
    expect(list.json).toMatchObject({ students: [{ temporaryPasswordExpiresAt: dies }] });

    parts.clock.advance(14 * DAY_MS);
    expect((await browser().signIn('ana.lopez', temporaryPassword)).code).toBe('auth.password_expired');
  });

  test.each([
    ['temporaryPasswordDays', 91],
    ['passwordMinLength', 7],
    ['blockedWords', ['']],
  ])('does not take %s of %s', async (key, value) => {
    expect((await put('/district/settings', { ...defaultSettings, [key]: value })).code).toBe(
      'request.malformed',
    );
  });

  test('sees the uploads of every school of the district and of no other', async () => {
    const other = await addDistrict(parts, 'Washington High School');
    const [one, two] = [
      await addTeacher(parts, [school], { username: 'a.teacher', password: 'a long password' }),
      await addTeacher(parts, [other], { username: 'a.stranger', password: 'a long password' }),
    ];
    const sheet = { header: ['Student ID', 'First Name', 'Last Name'], rows: [['1', 'Bo', 'Li']] };
    const batchId = await importSheet(sheet, { parts, school, teacher: one });
    await importSheet(sheet, { parts, school: other, teacher: two });

    expect((await admin.get('/district/uploads')).json).toMatchObject({ batches: [{ batchId }], next: null });
  });

  test('reads the audit log page by page, by person, event and day, and takes it as a file', async () => {
    await addTeacher(parts, [school], { username: 'a.teacher', password: 'a long password' });
    for (let count = 0; count < 60; count += 1) {
      parts.clock.advance(60_000);
      await browser().signIn('a.teacher', 'a long password');
    }
    const log = async (query: string) => (await admin.get(`/district/audit?${query}`)).json as AuditPage;

    const first = await log('');
    expect(first.entries).toHaveLength(50);
    const second = await log(`before=${first.next ?? 0}`);
    expect(second.entries).toHaveLength(11);
    expect(second.next).toBeNull();
    expect(second.entries.at(-1)).toMatchObject({ number: 1, event: 'authn_login_success' });
    expect((await log('person=the.admin')).entries).toHaveLength(1);
    expect((await log('event=session_expired')).entries).toEqual([]);
    expect((await log(`from=${parts.clock()}&to=${parts.clock() + 1}`)).entries).toHaveLength(1);
    expect((await admin.get('/district/audit-check')).json).toEqual({
      isWhole: true,
      entryCount: 61,
      brokenAt: null,
    });

    const file = await admin.get('/district/audit-export');
    expect(file.headers.get('Content-Disposition')).toContain('audit-log.csv');
    expect(file.text.trim().split('\r\n')).toHaveLength(1 + 62);
  });
});
