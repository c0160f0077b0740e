import { type Selectable, sql } from 'kysely';
import type { Milliseconds } from '#domain/time.ts';
import { searchName } from '../accounts/search-name.ts';
import { issueTemporaryPassword } from '../accounts/temporary-passwords.ts';
import { sealPassword } from '../accounts/typed-passwords.ts';
import type { BulkColumns } from '../database/dialect.ts';
import { type BulkTarget, insertRows } from '../database/insert-rows.ts';
import type { UserTable } from '../database/schema.ts';
import type { Parts } from '../parts.ts';
import { ChunkConflict } from './chunk-conflict.ts';
import type { WorkingStudent } from './working-student.ts';

export interface StudentWriting extends BulkTarget {
  readonly batchId: string;
  readonly schoolId: string;
  readonly districtId: string;
  readonly now: Milliseconds;
  readonly parts: Pick<Parts, 'keys' | 'clock' | 'randomBytes'>;
}

/** The columns a new student needs; the others have defaults. */
type NewUserRow = Pick<
  Selectable<UserTable>,
  | 'user_guid'
  | 'district_id'
  | 'role'
  | 'username'
  | 'first_name'
  | 'last_name'
  | 'search_name'
  | 'grade_level'
  | 'email'
  | keyof typeof noTemporaryPassword
  | 'password_state'
  | 'sealed_password'
  | 'created_by_batch_id'
  | 'created_at'
  | 'changed_at'
>;

const noTemporaryPassword = {
  temporary_key_id: null,
  temporary_wordlist: null,
  temporary_nonce: null,
  temporary_issued_at: null,
  temporary_batch_id: null,
} as const;

const userColumns: BulkColumns<NewUserRow> = {
  user_guid: 'text',
  district_id: 'text',
  role: 'text',
  username: 'text',
  first_name: 'text',
  last_name: 'text',
  search_name: 'text',
  grade_level: 'text',
  email: 'text',
  password_state: 'text',
  sealed_password: 'text',
  temporary_key_id: 'text',
  temporary_wordlist: 'integer',
  temporary_nonce: 'text',
  temporary_issued_at: 'integer',
  temporary_batch_id: 'text',
  created_by_batch_id: 'text',
  created_at: 'integer',
  changed_at: 'integer',
};

/** Makes the accounts and their places in the school. Every student has a username by now. */
export async function insertStudents(
  students: readonly WorkingStudent[],
  writing: StudentWriting,
): Promise<void> {
  const users = await insertRows(
    writing,
    'users',
    userColumns,
    students.map((student) => userRow(student, writing)),
  );
  const members = await insertRows(
    writing,
    'memberships',
    { school_id: 'text', user_guid: 'text', role: 'text', student_id: 'text', created_at: 'integer' },
    students.map((student) => ({
      school_id: writing.schoolId,
      user_guid: student.userGuid,
      role: 'student' as const,
      student_id: student.studentId,
      created_at: writing.now,
    })),
  );
  if (users !== students.length || members !== students.length) {
    throw new ChunkConflict('A student or a username was made at the same time.');
  }
}

function userRow(student: WorkingStudent, writing: StudentWriting): NewUserRow {
  const { batchId, now } = writing;
  return {
    user_guid: student.userGuid,
    district_id: writing.districtId,
    role: 'student',
    username: student.username,
    first_name: student.firstName,
    last_name: student.lastName,
    search_name: searchName(student.firstName, student.lastName),
    grade_level: student.gradeLevel,
    email: student.email,
    ...passwordColumns(student, writing),
    created_by_batch_id: batchId,
    created_at: now,
    changed_at: now,
  };
}

function passwordColumns({ typedPassword, userGuid }: WorkingStudent, { parts, batchId }: StudentWriting) {
  if (typedPassword === undefined) return issueTemporaryPassword(parts, batchId);
  const sealed_password = sealPassword(typedPassword, userGuid, parts.keys);
  return { password_state: 'typed' as const, sealed_password, ...noTemporaryPassword };
}

/** Writes what rows changed in known accounts. */
export async function changeStudents(
  students: readonly WorkingStudent[],
  writing: StudentWriting,
): Promise<void> {
  await changeProfiles(
    students.filter((student) => student.hasNewProfile),
    writing,
  );
  await changeStudentIds(
    students.filter((student) => student.hasNewStudentId),
    writing,
  );
  await changePasswords(
    students.filter((student) => student.typedPassword !== undefined),
    writing,
  );
}

async function changeProfiles(students: readonly WorkingStudent[], writing: StudentWriting): Promise<void> {
  if (students.length === 0) return;
  const rows = students.map((student) => ({
    user_guid: student.userGuid,
    username: student.username,
    first_name: student.firstName,
    last_name: student.lastName,
    search_name: searchName(student.firstName, student.lastName),
    grade_level: student.gradeLevel,
    email: student.email,
  }));
  const columns = {
    user_guid: 'text',
    username: 'text',
    first_name: 'text',
    last_name: 'text',
    search_name: 'text',
    grade_level: 'text',
    email: 'text',
  } as const;
  await writing.trx
    .updateTable('users')
    .from(writing.dialect.rowsFrom(rows, columns, 'fresh'))
    .set((eb) => ({
      username: eb.ref('fresh.username'),
      first_name: eb.ref('fresh.first_name'),
      last_name: eb.ref('fresh.last_name'),
      search_name: eb.ref('fresh.search_name'),
      grade_level: eb.ref('fresh.grade_level'),
      email: eb.ref('fresh.email'),
      changed_at: writing.now,
    }))
    .whereRef('users.user_guid', '=', 'fresh.user_guid')
    .execute();
}

async function changeStudentIds(students: readonly WorkingStudent[], writing: StudentWriting): Promise<void> {
  if (students.length === 0) return;
  const rows = students.map((student) => ({ user_guid: student.userGuid, student_id: student.studentId }));
  await writing.trx
    .updateTable('memberships')
    .from(writing.dialect.rowsFrom(rows, { user_guid: 'text', student_id: 'text' }, 'fresh'))
    .set((eb) => ({ student_id: eb.ref('fresh.student_id') }))
    .whereRef('memberships.user_guid', '=', 'fresh.user_guid')
    .where('memberships.school_id', '=', writing.schoolId)
    .execute();
}

/**
 * A password typed by the teacher replaces the old one, ends the student's sessions and lifts a lock.
 * Whoever chose a password of their own a moment ago keeps it: then the chunk is decided again.
 */
async function changePasswords(students: readonly WorkingStudent[], writing: StudentWriting): Promise<void> {
  if (students.length === 0) return;
  const rows = students.map((student) => ({
    user_guid: student.userGuid,
    sealed_password: sealPassword(student.typedPassword ?? '', student.userGuid, writing.parts.keys),
  }));
  const source = writing.dialect.rowsFrom(rows, { user_guid: 'text', sealed_password: 'text' }, 'fresh');
  const { numUpdatedRows } = await writing.trx
    .updateTable('users')
    .from(source)
    .set((eb) => ({
      password_state: 'typed',
      sealed_password: eb.ref('fresh.sealed_password'),
      password_hash: null,
      temporary_used_at: null,
      ...noTemporaryPassword,
      failed_sign_ins: 0,
      locked_until: null,
      changed_at: writing.now,
    }))
    .whereRef('users.user_guid', '=', 'fresh.user_guid')
    .where('users.password_set_by_person', '=', 0)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== BigInt(students.length)) {
    throw new ChunkConflict('A student chose a password at the same time.');
  }
  await writing.trx
    .deleteFrom('sessions')
    .where('user_guid', 'in', (eb) =>
      eb.selectFrom(source).select(sql<string>`fresh.user_guid`.as('user_guid')),
    )
    .execute();
}
