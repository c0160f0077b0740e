import { sql } from 'kysely';
import type { WorkingStudent } from '#domain/batches/working-student.ts';
import { searchName } from '../accounts/search-name.ts';
import { sealPassword } from '../accounts/typed-passwords.ts';
import type { BulkTarget } from '../database/insert-rows.ts';
import { ChunkConflict } from './chunk-conflict.ts';
import { freeNames } from './free-names.ts';
import { recordChanges } from './record-changes.ts';
import { noTemporaryPassword, type StudentWriting } from './student-writing.ts';

/** Writes what rows changed in known accounts, and what was there before. */
export async function changeStudents(
  students: readonly WorkingStudent[],
  writing: StudentWriting,
): Promise<void> {
  await recordChanges(students, writing);
  await freeNames(students, writing);
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

type Profile = Pick<
  WorkingStudent,
  'userGuid' | 'username' | 'firstName' | 'lastName' | 'gradeLevel' | 'email'
>;

/** Puts these profiles in place of what the accounts have. */
export async function changeProfiles(
  students: readonly Profile[],
  writing: BulkTarget & Pick<StudentWriting, 'now'>,
): Promise<void> {
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

export async function changeStudentIds(
  students: readonly Pick<WorkingStudent, 'userGuid' | 'studentId'>[],
  writing: BulkTarget & Pick<StudentWriting, 'schoolId' | 'now'>,
): Promise<void> {
  if (students.length === 0) return;
  const rows = students.map((student) => ({ user_guid: student.userGuid, student_id: student.studentId }));
  await writing.trx
    .updateTable('memberships')
    .from(writing.dialect.rowsFrom(rows, { user_guid: 'text', student_id: 'text' }, 'fresh'))
    .set((eb) => ({ student_id: eb.ref('fresh.student_id') }))
    .whereRef('memberships.user_guid', '=', 'fresh.user_guid')
    .where('memberships.school_id', '=', writing.schoolId)
    .execute();
  await writing.trx
    .updateTable('users')
    .set({ changed_at: writing.now })
    .where(
      writing.dialect.isOneOf(
        'user_guid',
        rows.map((row) => row.user_guid),
      ),
    )
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
