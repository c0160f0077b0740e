import { openSqlite } from '#sync-server/database/open-sqlite.ts';
import { protocolHeader, protocolVersion } from '#protocol/media-type.ts';
import { createApp } from '#sync-server/app.ts';
import { openSession } from '#sync-server/auth/open-session.ts';
import { receiveBatch } from '#sync-server/batches/receive-batch.ts';
import type { SchoolScope } from '#sync-server/organizations/scope.ts';
import { madeUpClass } from '#tests/support/made-up-class.ts';
import { addDistrict, addSchool, addStaff, addStudent, addTeacher } from '#tests/support/people.ts';
import { processAll } from '#tests/support/process-all.ts';
import { type TestParts, testParts } from '#tests/support/server-parts.ts';
import { type PackedUpload, packUpload, sendSheet } from '#tests/support/upload.ts';

/** Who asks. What is asked for is always the teacher's: the teacher's school, class, upload and student. */
export const callers = [
  'nobody',
  'student',
  'newStudent',
  'teacher',
  'otherClass',
  'otherSchool',
  'otherDistrict',
  'administrator',
  'otherAdministrator',
] as const;
export type Caller = (typeof callers)[number];

/** Words that only the teacher's own district may ever see. */
export const canaries = ['Canaria', 'Canary School', 'canaria.student'];

export interface MatrixWorld {
  readonly parts: TestParts;
  readonly school: SchoolScope;
  readonly studentGuid: string;
  readonly teacherGuid: string;
  /** A finished upload of the teacher. */
  readonly finished: string;
  /** An upload of the teacher that is announced and has no rows yet. */
  readonly announced: PackedUpload;
  readonly newGuid: () => string;
  readonly otherSchool: SchoolScope;
  /** `headers` are put in place of the app's own; null takes one away. */
  ask(caller: Caller, request: MatrixRequest): Promise<MatrixAnswer>;
  close(): Promise<void>;
}

export interface MatrixRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | null>>;
}

export interface MatrixAnswer {
  readonly status: number;
  /** The refusal's code; null when the answer is no refusal. */
  readonly code: string | null;
  readonly text: string;
}

/** Two districts with their people, an upload of one teacher, and a session for everyone but nobody. */
export async function matrixWorld(): Promise<MatrixWorld> {
  const database = await openSqlite(':memory:');
  const parts = testParts(database);
  const school = await addDistrict(parts, 'Canary School');
  const otherSchool = await addSchool(parts, school.districtId, 'Roosevelt Middle School');
  const people = await addPeople(parts, school, otherSchool);
  const teacherGuid = people.teacher;
  const studentGuid = people.student;
  const finished = await sendSheet(madeUpClass(1), school, teacherGuid, parts);
  await processAll(parts);
  const announced = packUpload(parts.newGuid(), school.schoolId, madeUpClass(1));
  await receiveBatch(announced.batchId, announced.header, { userGuid: teacherGuid }, parts);
  const cookies = await openSessions(parts, people);
  const app = createApp(parts);
  const ask: MatrixWorld['ask'] = async (caller, { method, path, body, headers = {} }) => {
    const sent = new Headers({
      Cookie: cookies.get(caller) ?? '',
      'Content-Type': 'application/json',
      [protocolHeader]: String(protocolVersion),
    });
    for (const [name, value] of Object.entries(headers)) {
      if (value === null) sent.delete(name);
      else sent.set(name, value);
    }
    const json = body === undefined || method === 'GET' ? null : JSON.stringify(body);
    return readAnswer(await app.request(path, { method, body: json, headers: sent }));
  };
  const { newGuid } = parts;
  return {
    school,
    otherSchool,
    parts,
    studentGuid,
    teacherGuid,
    finished,
    announced,
    newGuid,
    ask,
    close: () => database.close(),
  };
}

type People = Readonly<Record<Exclude<Caller, 'nobody'>, string>>;

async function addPeople(parts: TestParts, school: SchoolScope, beside: SchoolScope): Promise<People> {
  const elsewhere = await addDistrict(parts, 'Washington High School');
  const password = 'a long password';
  const pupil = { firstName: 'Canaria', lastName: 'Secreta' };
  const administrator = { password, role: 'administrator' } as const;
  return {
    student: (await addStudent(parts, school, { username: 'canaria.student', ...pupil })).userGuid,
    newStudent: (await addStudent(parts, school, { username: 'canaria.new', ...pupil })).userGuid,
    teacher: await addTeacher(parts, [school], { username: 'a.teacher', password }),
    otherClass: await addTeacher(parts, [school], { username: 'a.colleague', password }),
    otherSchool: await addTeacher(parts, [beside], { username: 'of.another.school', password }),
    otherDistrict: await addTeacher(parts, [elsewhere], { username: 'of.another.district', password }),
    administrator: await addStaff(parts, school, { username: 'the.admin', ...administrator }),
    otherAdministrator: await addStaff(parts, elsewhere, { username: 'another.admin', ...administrator }),
  };
}

async function openSessions(parts: TestParts, people: People): Promise<Map<string, string>> {
  const cookies = new Map<string, string>();
  for (const [caller, userGuid] of Object.entries(people)) {
    const { role } = await parts.db
      .selectFrom('users')
      .select('role')
      .where('user_guid', '=', userGuid)
      .executeTakeFirstOrThrow();
    const mustChangePassword = caller === 'newStudent';
    if (mustChangePassword) await useTemporaryPassword(parts, userGuid);
    const session = await openSession(
      parts.db,
      { userGuid, role, mustChangePassword, attemptHash: null },
      parts,
    );
    cookies.set(caller, `__Host-session=${session.token}`);
  }
  return cookies;
}

async function useTemporaryPassword({ db, clock }: TestParts, userGuid: string): Promise<void> {
  await db
    .updateTable('users')
    .set({ temporary_used_at: clock() })
    .where('user_guid', '=', userGuid)
    .execute();
}

/** A stream of events never ends by itself: that it began is the answer. */
async function readAnswer(response: Response): Promise<MatrixAnswer> {
  const type = response.headers.get('Content-Type') ?? '';
  if (type.startsWith('text/event-stream')) {
    await response.body?.cancel();
    return { status: response.status, code: null, text: '' };
  }
  const text = await response.text();
  const code = type.includes('problem+json') ? (JSON.parse(text) as { code: string }).code : null;
  return { status: response.status, code, text };
}
