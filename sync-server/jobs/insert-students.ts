import type { Selectable } from 'kysely';
import type { WorkingStudent } from '#domain/batches/working-student.ts';
import { searchName } from '../accounts/search-name.ts';
import { issueTemporaryPassword } from '../accounts/temporary-passwords.ts';
import { sealPassword } from '../accounts/typed-passwords.ts';
import type { BulkColumns } from '../database/dialect.ts';
import { insertRows } from '../database/insert-rows.ts';
import type { UserTable } from '../database/schema.ts';
import { ChunkConflict } from './chunk-conflict.ts';
import { noTemporaryPassword, type StudentWriting } from './student-writing.ts';

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

/** Makes students of another school of the district members of this one too; their accounts stay as they are. */
export async function insertJoining(
  students: readonly WorkingStudent[],
  writing: StudentWriting,
): Promise<void> {
  const joined = await insertRows(
    writing,
    'memberships',
    {
      school_id: 'text',
      user_guid: 'text',
      role: 'text',
      student_id: 'text',
      added_by_batch_id: 'text',
      created_at: 'integer',
    },
    students.map((student) => ({
      school_id: writing.schoolId,
      user_guid: student.userGuid,
      role: 'student' as const,
      student_id: student.studentId,
      added_by_batch_id: writing.batchId,
      created_at: writing.now,
    })),
  );
  if (joined !== students.length) throw new ChunkConflict('A student joined the school at the same time.');
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
