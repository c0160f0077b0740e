import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { DAY_MS } from '#domain/time.ts';
import { type ApiClient, apiClient } from '#tests/support/api-client.ts';
import { describeOnEachDatabase } from '#tests/support/each-database.ts';
import { addDistrict, addStudent, addTeacher } from '#tests/support/people.ts';
import { type TestParts, testParts } from '#tests/support/server-parts.ts';
import { serverKeys } from '../accounts/server-keys.ts';
import { createApp } from '../app.ts';
import type { SchoolScope } from '../organizations/scope.ts';

describeOnEachDatabase('the secret that opens a teacher’s data on a device', (database) => {
  const device = randomUUID();
  let parts: TestParts;
  let school: SchoolScope;
  let teacher: ApiClient;
  beforeEach(async () => {
    parts = testParts(database());
    school = await addDistrict(parts);
    await addTeacher(parts, [school], { username: 'teacher', password: 'demo-teacher-1' });
    await addTeacher(parts, [school], { username: 'other', password: 'demo-teacher-2' });
    teacher = apiClient(parts, createApp(parts));
    await teacher.signIn('teacher', 'demo-teacher-1');
  });

  async function secretOf(client: ApiClient, deviceId = device): Promise<string> {
    const { json } = await client.post('/device-secret', { deviceId });
    return (json as { secret: string }).secret;
  }

  test('is 32 bytes, and the same at every asking, also in a new session', async () => {
    const secret = await secretOf(teacher);

    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(await secretOf(teacher)).toBe(secret);
    parts.clock.advance(13 * DAY_MS);
    await teacher.signIn('teacher', 'demo-teacher-1');
    expect(await secretOf(teacher)).toBe(secret);
  });

  test('is one secret when many tabs ask at once', async () => {
    const secrets = await Promise.all(Array.from({ length: 8 }, () => secretOf(teacher)));
    expect(new Set(secrets).size).toBe(1);
  });

  test('is another one for another person, and for another device of the same person', async () => {
    const colleague = apiClient(parts);
    await colleague.signIn('other', 'demo-teacher-2');
    const secrets = [
      await secretOf(teacher),
      await secretOf(colleague),
      await secretOf(teacher, randomUUID()),
    ];
    expect(new Set(secrets).size).toBe(3);
  });

  test('is not in the database, and not to be had from it without the server key', async () => {
    const secret = await secretOf(teacher);
    const rows = await parts.db.selectFrom('device_secrets').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(secret);

    const stolen = { ...parts, keys: serverKeys([Buffer.alloc(32, 'another'), parts.keys.current.secret]) };
    const thief = apiClient(stolen);
    await thief.signIn('teacher', 'demo-teacher-1');
    expect(await secretOf(thief)).toBe(secret);
    const keyless = apiClient({ ...parts, keys: serverKeys([Buffer.alloc(32, 'another')]) });
    await keyless.signIn('teacher', 'demo-teacher-1');
    const other = await secretOf(keyless);
    expect(other).not.toBe(secret);
    expect(await secretOf(keyless)).toBe(other);
  });

  test('survives a sign-out that keeps the work, and is destroyed by one that does not', async () => {
    const secret = await secretOf(teacher);
    await teacher.post(`/sign-out?device=${device}&forget=nothing`);
    await teacher.signIn('teacher', 'demo-teacher-1');
    expect(await secretOf(teacher)).toBe(secret);

    await teacher.post(`/sign-out?device=${device}&forget=person`);
    await teacher.signIn('teacher', 'demo-teacher-1');
    expect(await secretOf(teacher)).not.toBe(secret);
  });

  test('once destroyed is gone for good, also when it had never been asked for', async () => {
    const another = randomUUID();
    const secret = await secretOf(teacher);
    for (const deviceId of [device, another]) {
      await teacher.post(`/sign-out?device=${deviceId}&forget=device`);
      await teacher.signIn('teacher', 'demo-teacher-1');
    }
    const fresh = await secretOf(teacher);
    expect(fresh).not.toBe(secret);
    expect(await secretOf(teacher)).toBe(fresh);
    const unborn = await secretOf(teacher, another);
    await parts.db.deleteFrom('device_secrets').execute();
    expect(await secretOf(teacher, another)).not.toBe(unborn);
  });

  test('survives a server that was restored from a backup of before the device was known', async () => {
    const secret = await secretOf(teacher);
    await parts.db.deleteFrom('device_secrets').execute();
    expect(await secretOf(teacher)).toBe(secret);
  });

  test('of somebody else cannot be destroyed', async () => {
    const secret = await secretOf(teacher);
    const colleague = apiClient(parts);
    await colleague.signIn('other', 'demo-teacher-2');
    await colleague.post(`/sign-out?device=${device}&forget=device`);
    await apiClient(parts).post(`/sign-out?device=${device}&forget=device`);

    expect(await secretOf(teacher)).toBe(secret);
  });

  test('dies when nobody asks for it in 30 days, and lives as long as somebody does', async () => {
    const secret = await secretOf(teacher);
    for (let days = 0; days < 58; days += 29) {
      parts.clock.advance(29 * DAY_MS);
      await teacher.signIn('teacher', 'demo-teacher-1');
      expect(await secretOf(teacher)).toBe(secret);
    }
    parts.clock.advance(30 * DAY_MS);
    await teacher.signIn('teacher', 'demo-teacher-1');
    const next = await secretOf(teacher);
    expect(next).not.toBe(secret);
    expect(await secretOf(teacher)).toBe(next);
    parts.clock.advance(20 * DAY_MS);
    await teacher.signIn('teacher', 'demo-teacher-1');
    expect(await secretOf(teacher)).toBe(next);
  });

  test('is for signed-in staff only', async () => {
    const body = { deviceId: device };
    expect((await apiClient(parts).post('/device-secret', body)).code).toBe('auth.required');
    const { temporaryPassword } = await addStudent(parts, school, { username: 'ana.lopez' });
    const student = apiClient(parts);
    await student.signIn('ana.lopez', temporaryPassword);
    await student.post('/welcome', { newPassword: 'purple tractor 9' });
    expect((await student.post('/device-secret', body)).code).toBe('auth.not_allowed');
    expect((await teacher.post('/device-secret', { deviceId: 'x' })).code).toBe('request.malformed');
  });
});

describeOnEachDatabase('signing out', (database) => {
  test.each(['nothing', 'person', 'device'])('forgetting %s', async (forget) => {
    const parts = testParts(database());
    const out = await apiClient(parts).post(`/sign-out?device=${randomUUID()}&forget=${forget}`);

    expect(out.status).toBe(204);
    expect(out.headers.get('Clear-Site-Data')).toBe(forget === 'device' ? '"storage"' : null);
  });
});
