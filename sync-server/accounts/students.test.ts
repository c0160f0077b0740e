import { beforeEach, expect, test } from 'vitest';
import { DAY_MS } from '#domain/time.ts';
import type { ResetPassword, StudentPage } from '#protocol/accounts.ts';
import { readCsv } from '#spreadsheets/read-csv.ts';
import { readXlsx } from '#spreadsheets/read-xlsx.ts';
import { type ApiClient, apiClient } from '#tests/support/api-client.ts';
import { describeOnEachDatabase } from '#tests/support/each-database.ts';
import { addDistrict, addSchool, addStaff, addStudent, addTeacher } from '#tests/support/people.ts';
import { type TestParts, testParts } from '#tests/support/server-parts.ts';
import { createApp } from '../app.ts';
import type { SchoolScope } from '../organizations/scope.ts';

const password = 'demo-teacher-1';

describeOnEachDatabase('the students of a school', (database) => {
  let parts: TestParts;
  let lincoln: SchoolScope;
  let roosevelt: SchoolScope;
  let browser: () => ApiClient;
  let teacher: ApiClient;
  beforeEach(async () => {
    parts = testParts(database());
    lincoln = await addDistrict(parts, 'Lincoln');
    roosevelt = await addSchool(parts, lincoln.districtId, 'Roosevelt');
    await addTeacher(parts, [lincoln], { username: 'teacher', password });
    const app = createApp(parts);
    browser = () => apiClient(parts, app);
    teacher = browser();
    await teacher.signIn('teacher', password);
  });

  const find = async (search: string): Promise<string[]> => {
    const path = `/schools/${lincoln.schoolId}/students?search=${encodeURIComponent(search)}`;
    const { students, total } = (await teacher.get(path)).json as StudentPage;
    expect(total).toBe(students.length);
    return students.map((student) => student.username);
  };

  test('are found by any part of a name, Student ID or username, without case and accents', async () => {
    await addStudent(parts, lincoln, {
      username: 'jose.nunez',
      firstName: 'José',
      lastName: 'Núñez',
      studentId: 'S-0017',
    });
    await addStudent(parts, lincoln, { username: 'mei', firstName: '美', lastName: '王', studentId: '0018' });
    await addStudent(parts, lincoln, {
      username: 'x100',
      firstName: '100%',
      lastName: 'A_B',
      studentId: '19',
    });
    await addStudent(parts, roosevelt, { username: 'jose.other', firstName: 'José', lastName: 'Núñez' });

    expect(await find('')).toEqual(['x100', 'jose.nunez', 'mei']);
    for (const search of ['nunez', 'NÚÑEZ', 'jos nun', 'José  Núñez', 's-0017', 'se.nu']) {
      expect(await find(search)).toEqual(['jose.nunez']);
    }
    expect(await find('王')).toEqual(['mei']);
    expect(await find('00')).toEqual(['x100', 'jose.nunez', 'mei']);
    expect(await find('0%')).toEqual(['x100']);
    expect(await find('a_b')).toEqual(['x100']);
    for (const search of ['%', '_', '\\'])
      expect(await find(search)).toEqual(search === '\\' ? [] : ['x100']);
    expect(await find('nunez mei')).toEqual([]);
  });

  test('come in pages of a hundred, by last name, each exactly once', async () => {
    for (let number = 0; number < 230; number += 1) {
      const lastName = `Name ${number % 7}`;
      await addStudent(parts, lincoln, { username: `s${number}`, lastName, firstName: 'Same' });
    }
    const seen: string[] = [];
    let next: string | null = null;
    do {
      const page: StudentPage = (
        await teacher.get(`/schools/${lincoln.schoolId}/students${next === null ? '' : `?after=${next}`}`)
      ).json as StudentPage;
      expect(page.total).toBe(230);
      seen.push(...page.students.map((student) => `${student.lastName} ${student.userGuid}`));
      next = page.next;
    } while (next !== null);

    expect(seen).toHaveLength(230);
    expect(new Set(seen).size).toBe(230);
    expect(seen).toEqual([...seen].sort());
  });

  test('show whether their temporary password still opens', async () => {
    const { userGuid, temporaryPassword } = await addStudent(parts, lincoln, { username: 'ana' });
    const state = async () => {
      const page = (await teacher.get(`/schools/${lincoln.schoolId}/students`)).json as StudentPage;
      return page.students.find((student) => student.userGuid === userGuid);
    };
    const issuedAt = parts.clock();
    expect(await state()).toMatchObject({
      passwordState: 'temporary',
      temporaryPasswordExpiresAt: issuedAt + 90 * DAY_MS,
    });

    const tablet = browser();
    await tablet.signIn('ana', temporaryPassword);
    expect(await state()).toMatchObject({
      passwordState: 'temporary-expired',
      temporaryPasswordExpiresAt: issuedAt,
    });

    await tablet.post('/welcome', { newPassword: 'blue horse 7' });
    expect(await state()).toMatchObject({ passwordState: 'permanent', temporaryPasswordExpiresAt: null });
  });

  test('of another school are not there: the same answer as for a school that does not exist', async () => {
    const { userGuid } = await addStudent(parts, roosevelt, { username: 'ben' });
    const elsewhere = await addDistrict(parts, 'Elsewhere');
    const missing = parts.newGuid();
    const answers = [];
    for (const schoolId of [missing, roosevelt.schoolId, elsewhere.schoolId]) {
      for (const path of ['programs', 'students', 'student-export', `students/${userGuid}/reset-password`]) {
        const ask = path.endsWith('password') ? teacher.post : teacher.get;
        const { status, json } = await ask(`/schools/${schoolId}/${path}`);
        answers.push({ status, json: { ...(json as object), requestId: '' } });
      }
    }

    expect(answers[0]).toMatchObject({ status: 404, json: { code: 'not_found' } });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  test('are all within reach of the district’s administrator, and of no other district’s', async () => {
    await addStaff(parts, lincoln, { username: 'admin', password, role: 'administrator' });
    await addStaff(parts, await addDistrict(parts, 'Elsewhere'), {
      username: 'far',
      password,
      role: 'administrator',
    });
    const [admin, far] = [browser(), browser()];
    await admin.signIn('admin', password);
    await far.signIn('far', password);

    expect((await admin.get(`/schools/${roosevelt.schoolId}/students`)).status).toBe(200);
    expect((await admin.get('/session')).json).toMatchObject({
      schools: [{ name: 'Lincoln' }, { name: 'Roosevelt' }],
    });
    expect((await far.get(`/schools/${roosevelt.schoolId}/students`)).code).toBe('not_found');
  });

  test('are no business of a student’s', async () => {
    const { temporaryPassword } = await addStudent(parts, lincoln, { username: 'ana' });
    const tablet = browser();
    await tablet.signIn('ana', temporaryPassword);
    await tablet.post('/welcome', { newPassword: 'blue horse 7' });

    expect((await tablet.get(`/schools/${lincoln.schoolId}/students`)).code).toBe('auth.not_allowed');
  });

  test('get a new temporary password from their teacher, which works and ends everything before it', async () => {
    const { userGuid, temporaryPassword: first } = await addStudent(parts, lincoln, { username: 'ana' });
    const tablet = browser();
    await tablet.signIn('ana', first);
    await tablet.post('/welcome', { newPassword: 'blue horse 7' });
    for (let tries = 0; tries < 6; tries += 1) await browser().signIn('ana', 'forgotten');

    const reset = await teacher.post(`/schools/${lincoln.schoolId}/students/${userGuid}/reset-password`);

    const { temporaryPassword, expiresAt } = reset.json as ResetPassword;
    expect(reset.json).toMatchObject({ userGuid, username: 'ana' });
    expect(expiresAt).toBe(parts.clock() + 90 * DAY_MS);
    expect((await tablet.get('/session')).code).toBe('auth.required');
    expect((await browser().signIn('ana', 'blue horse 7')).code).toBe('auth.wrong_credentials');
    expect((await browser().signIn('ana', first)).code).toBe('auth.wrong_credentials');
    expect((await browser().signIn('ana', temporaryPassword)).json).toMatchObject({
      mustChangePassword: true,
    });
  });

  test('of this school only can be reset here', async () => {
    const { userGuid } = await addStudent(parts, roosevelt, { username: 'ben' });
    const teacherGuid = await addTeacher(parts, [lincoln], { username: 'colleague', password });

    for (const guid of [userGuid, teacherGuid, parts.newGuid(), 'no-guid']) {
      const path = `/schools/${lincoln.schoolId}/students/${guid}/reset-password`;
      expect((await teacher.post(path)).code).toBe('not_found');
    }
  });

  test('are exported as a roster with a row for each class, and without passwords', async () => {
    const ana = await addStudent(parts, lincoln, { username: 'ana', firstName: 'Ana', studentId: '0042' });
    await addStudent(parts, lincoln, {
      username: 'zoe',
      firstName: 'Zoë',
      lastName: '=Zett',
      studentId: '7',
    });
    await addStudent(parts, roosevelt, { username: 'ben' });
    await addClass(parts, lincoln, 'MATH-1', ana.userGuid);
    await addClass(parts, lincoln, 'ART-1', ana.userGuid);
    await addClass(parts, roosevelt, 'ELSEWHERE', ana.userGuid);
    const path = `/schools/${lincoln.schoolId}/student-export`;

    const csv = await teacher.request(`${path}?format=csv`, {});
    expect(csv.headers.get('Content-Disposition')).toContain('filename="students.csv"');
    expect(csv.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    const table = readCsv(new TextEncoder().encode(csv.text));
    const rows = table.ok
      ? table.value.rows.map(({ cells }) => [cells[1], cells[2], cells[6], cells[7], cells[9]])
      : [];
    expect(rows).toEqual([
      ['7', 'Zoë', 'zoe', '', ''],
      ['0042', 'Ana', 'ana', '', 'ART-1'],
      ['0042', 'Ana', 'ana', '', 'MATH-1'],
    ]);
    const spanish = await teacher.get(`${path}?format=csv&language=es`);
    expect(spanish.text).toContain('ID de estudiante');
    expect(spanish.headers.get('Content-Disposition')).toContain('filename="estudiantes.csv"');
    expect((await teacher.get(`${path}?format=pdf`)).code).toBe('request.malformed');
  });

  test('are exported to a workbook, too', async () => {
    await addStudent(parts, lincoln, { username: 'ana', studentId: '0042' });
    const app = createApp(parts);
    const response = await app.request(`/api/schools/${lincoln.schoolId}/student-export?format=xlsx`, {
      headers: { Cookie: teacher.cookie() },
    });

    const read = readXlsx(new Uint8Array(await response.arrayBuffer()));

    expect(read.ok && read.value.rows.map(({ cells }) => cells[1])).toEqual(['0042']);
  });
});

async function addClass(parts: TestParts, { schoolId }: SchoolScope, classId: string, userGuid: string) {
  const classGuid = parts.newGuid();
  const created_at = parts.clock();
  await parts.db
    .insertInto('classes')
    .values({ class_guid: classGuid, school_id: schoolId, class_id: classId, name: classId, created_at })
    .execute();
  await parts.db
    .insertInto('enrollments')
    .values({ class_guid: classGuid, user_guid: userGuid, created_at })
    .execute();
}
