import { beforeEach, expect, test } from 'vitest';
import { DAY_MS } from '#domain/time.ts';
import { verifyLog } from '#sync-server/audit/verify-log.ts';
import { createApp } from '#sync-server/app.ts';
import { apiClient, type ApiClient } from '#tests/support/api-client.ts';
import { describeOnEachDatabase } from '#tests/support/each-database.ts';
import { importSheet, importWorld, type ImportWorld } from '#tests/support/import-world.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { addSchool, addStudent } from '#tests/support/people.ts';

const deviceId = '01999999-0000-7000-8000-0000000000de';

describeOnEachDatabase('what the audit log tells of', (database) => {
  let world: ImportWorld;
  let browser: () => ApiClient;
  let teacher: ApiClient;
  beforeEach(async () => {
    world = await importWorld(database());
    const app = createApp(world.parts);
    browser = () => apiClient(world.parts, app);
    teacher = browser();
  });

  /** The events since the last look, each with its detail. */
  let seen = 0;
  beforeEach(() => {
    seen = 0;
  });
  async function news(): Promise<string[]> {
    const entries = await world.parts.db.selectFrom('audit_log').selectAll().orderBy('number').execute();
    const fresh = entries.slice(seen);
    seen = entries.length;
    return fresh.map(({ event, facts }) => {
      const { detail } = JSON.parse(facts) as { detail?: string };
      return detail === undefined ? event : `${event} ${detail}`;
    });
  }
  const signIn = () => teacher.signIn('the.teacher', 'a long password');

  test('coming and going, with right and wrong passwords, up to the closed account', async () => {
    await signIn();
    await teacher.post('/sign-out');
    expect(await news()).toEqual(['authn_login_success', 'session_expired sign-out']);

    for (let tries = 0; tries < 6; tries += 1) await browser().signIn('the.teacher', 'wrong');
    expect(await news()).toEqual([
      ...Array<string>(5).fill('authn_login_fail wrong-password'),
      'authn_login_lock locked',
    ]);
  });

  test('passwords: the first of one’s own, a reset, and a temporary one that is dead', async () => {
    const student = await addStudent(world.parts, world.school, { username: 'ana.lopez' });
    const tablet = browser();
    await tablet.signIn('ana.lopez', student.temporaryPassword);
    await tablet.post('/welcome', { newPassword: 'purple tractor 9' });
    expect(await news()).toEqual(['authn_login_success', 'authn_password_change first-password']);

    await signIn();
    const path = `/schools/${world.school.schoolId}/students/${student.userGuid}/reset-password`;
    const { temporaryPassword } = (await teacher.post(path)).json as { temporaryPassword: string };
    world.parts.clock.advance(91 * DAY_MS);
    await browser().signIn('ana.lopez', temporaryPassword);
    expect(await news()).toEqual([
      'authn_login_success',
      'authn_password_change reset',
      'authn_login_fail expired-password',
    ]);
  });

  test('an upload from its arrival to its end, and whoever takes its files', async () => {
    const batchId = await importSheet(madeUpClass(3), world);
    expect(await news()).toEqual(['upload_complete', 'upload_stored']);

    await signIn();
    await teacher.get(`/batches/${batchId}/files/completed`);
    await teacher.get(`/batches/${batchId}/files/uploaded`);
    await teacher.get(`/batches/${batchId}/files/error`);
    await teacher.get(`/batches/${batchId}/outcomes`);
    expect(await news()).toEqual([
      'authn_login_success',
      'sensitive_read completed-file',
      'sensitive_read uploaded-file',
      'sensitive_read outcomes',
    ]);
  });

  test('exports of students and classes', async () => {
    await signIn();
    await teacher.get(`/schools/${world.school.schoolId}/student-export`);
    await teacher.get(`/schools/${world.school.schoolId}/class-export`);
    await teacher.get(`/schools/${world.school.schoolId}/index`);

    expect((await news()).slice(1)).toEqual([
      'sensitive_read student-list',
      'sensitive_read classes',
      'sensitive_read student-list',
    ]);
  });

  test('the secret of a device, when it is first made and when it is destroyed', async () => {
    await signIn();
    await teacher.post('/device-secret', { deviceId });
    world.parts.clock.advance(1_000);
    await teacher.post('/device-secret', { deviceId });
    await teacher.post(`/sign-out?device=${deviceId}&forget=person`);

    expect((await news()).slice(1)).toEqual([
      'authn_token_created device-secret',
      'session_expired sign-out',
      'authn_token_revoked device-secret',
    ]);
  });

  test('asking for what is not one’s own, by its route and never by its path', async () => {
    const elsewhere = await addSchool(world.parts, world.school.districtId, 'Roosevelt Middle School');
    await signIn();
    await teacher.get(`/schools/${elsewhere.schoolId}/students?search=Ana`);
    await teacher.get('/nothing/here');

    expect((await news()).slice(1)).toEqual(['authz_fail']);
    const entries = await world.parts.db.selectFrom('audit_log').selectAll().execute();
    expect(JSON.parse(entries.at(-1)?.facts ?? '')).toEqual({
      method: 'GET',
      route: '/api/schools/:schoolId/students',
      code: 'not_found',
    });
  });

  test('no name, no username, no password and no file’s name, in a chain that is whole', async () => {
    const student = await addStudent(world.parts, world.school, { username: 'ana.lopez' });
    await importSheet({ ...madeUpClass(3), fileName: 'Room 12.csv' }, world);
    await signIn();
    await browser().signIn('ana.lopez', student.temporaryPassword);
    await browser().signIn('the.teacher', 'wrong guess');

    const told = JSON.stringify(await world.parts.db.selectFrom('audit_log').selectAll().execute());
    for (const secret of [
      'Ana',
      'López',
      'ana.lopez',
      'the.teacher',
      'wrong guess',
      'Room 12',
      student.temporaryPassword,
    ])
      expect(told).not.toContain(secret);
    expect(await verifyLog(world.school, world.parts)).toMatchObject({ isWhole: true });
  });
});
