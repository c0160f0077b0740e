import type { WorkingStudent } from '#domain/batches/working-student.ts';
import type { BulkTarget } from '../database/insert-rows.ts';
import type { StudentWriting } from './student-writing.ts';

/**
 * Takes usernames and Student IDs away from who is about to get others. One row may give to a second student what it
 * takes from the first; without this, the order of writing would meet a unique key. A GUID is nobody else's username.
 */
export async function freeNames(
  students: readonly WorkingStudent[],
  { trx, dialect, schoolId }: BulkTarget & Pick<StudentWriting, 'schoolId'>,
): Promise<void> {
  const renamed = students.filter((student) => student.hasNewUsername).map((student) => student.userGuid);
  if (renamed.length > 0) {
    await trx
      .updateTable('users')
      .set((eb) => ({ username: eb.ref('user_guid') }))
      .where(dialect.isOneOf('user_guid', renamed))
      .execute();
  }
  const renumbered = students.filter((student) => student.hasNewStudentId).map((student) => student.userGuid);
  if (renumbered.length > 0) {
    await trx
      .updateTable('memberships')
      .set({ student_id: null })
      .where('school_id', '=', schoolId)
      .where(dialect.isOneOf('user_guid', renumbered))
      .execute();
  }
}
