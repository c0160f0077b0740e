import { beforeEach, expect, test } from 'vitest';
import { DAY_MS } from '#domain/time.ts';
import { apiClient } from '#tests/support/api-client.ts';
import { describeOnEachDatabase } from '#tests/support/each-database.ts';
import { type TestParts, testParts } from '#tests/support/server-parts.ts';
import { makeSetUpLink } from './set-up.ts';

const form = {
  districtName: 'Hillside District',
  schoolName: 'Oak Street School',
  firstName: 'Ada',
  lastName: 'Núñez',
  username: 'Ada.Nunez',
  password: 'seven green kites',
};

describeOnEachDatabase('the link for the first administrator', (database) => {
  let parts: TestParts;
  const newLink = async () => (await makeSetUpLink(parts))?.token ?? '';
  beforeEach(() => {
    parts = testParts(database());
  });

  test('makes the district, its school and its administrator, who is signed in at once', async () => {
    const token = await newLink();
    const browser = apiClient(parts);

    expect((await browser.post('/links', { token })).json).toMatchObject({ purpose: 'set-up' });
    const answer = await browser.post('/set-up', { token, ...form });

    expect(answer.json).toMatchObject({
      username: 'ada.nunez',
      role: 'administrator',
      schools: [{ name: 'Oak Street School' }],
    });
    expect((await browser.get('/session')).json).toEqual(answer.json);
    expect((await apiClient(parts).signIn('ada.nunez', form.password)).status).toBe(200);
  });

  test('works once, also when it is sent twice at the same moment', async () => {
    const token = await newLink();

    const answers = await Promise.all([1, 2].map(() => apiClient(parts).post('/set-up', { token, ...form })));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410]);
    expect(await parts.db.selectFrom('districts').select('name').execute()).toHaveLength(1);
    expect((await apiClient(parts).post('/links', { token })).code).toBe('link.spent');
  });

  test('runs out after a day, and a new start voids the one before', async () => {
    const old = await newLink();
    const token = await newLink();
    expect((await apiClient(parts).post('/set-up', { token: old, ...form })).code).toBe('link.spent');

    parts.clock.advance(DAY_MS);
    expect((await apiClient(parts).post('/set-up', { token, ...form })).code).toBe('link.spent');
  });

  test('is not made any more once somebody has an account, and stands nowhere as it is', async () => {
    const token = await newLink();
    const stored = await parts.db.selectFrom('one_time_links').selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain(token);
    await apiClient(parts).post('/set-up', { token, ...form });

    expect(await makeSetUpLink(parts)).toBeNull();
    expect(await parts.db.selectFrom('one_time_links').selectAll().execute()).toEqual([]);
  });

  test.each([
    ['password', 'short', 'password.not_allowed'],
    ['password', 'ada.nunez', 'password.not_allowed'],
    ['username', 'ada nunez', 'request.malformed'],
    ['schoolName', ' ', 'request.malformed'],
  ])('refuses the %s "%s" and can be used again', async (field, value, code) => {
    const token = await newLink();

    expect((await apiClient(parts).post('/set-up', { token, ...form, [field]: value })).code).toBe(code);
    expect((await apiClient(parts).post('/set-up', { token, ...form })).status).toBe(200);
  });
});
