import type { Insertable, Selectable } from 'kysely';
import type { AccountValues } from '#domain/batches/undo.ts';
import type { WorkingStudent } from '#domain/batches/working-student.ts';
import type { BulkColumns } from '../database/dialect.ts';
import { insertRows } from '../database/insert-rows.ts';
import type { AccountChangeTable, UserTable } from '../database/schema.ts';
import type { StudentWriting } from './student-writing.ts';

/** What stands for a password in an account; all of it is put back when a typed one is undone. */
const passwordColumns = [
  'password_state',
  'password_hash',
  'sealed_password',
  'temporary_key_id',
  'temporary_wordlist',
  'temporary_nonce',
  'temporary_issued_at',
  'temporary_used_at',
  'temporary_batch_id',
] as const satisfies readonly (keyof UserTable)[];

export type PasswordBefore = Pick<Selectable<UserTable>, (typeof passwordColumns)[number]>;

type ChangeRow = Insertable<AccountChangeTable>;

const changeColumns: BulkColumns<ChangeRow> = {
  batch_id: 'text',
  user_guid: 'text',
  values_before: 'text',
  values_after: 'text',
  password_before: 'text',
  changed_at: 'integer',
};

/** Notes what the accounts were before an upload changes them, in the transaction of the change. */
export async function recordChanges(
  students: readonly WorkingStudent[],
  writing: StudentWriting,
): Promise<void> {
  if (students.length === 0) return;
  const before = await findBefore(students, writing);
  const rows = students.flatMap((student) => {
    const known = before.get(student.userGuid);
    return known ? [changeRow(student, known, writing)] : [];
  });
  await insertRows(writing, 'account_changes', changeColumns, await withEarlier(rows, writing));
}

type Before = Awaited<ReturnType<typeof selectBefore>>[number];

async function findBefore(students: readonly WorkingStudent[], writing: StudentWriting) {
  const found = await selectBefore(
    students.map((student) => student.userGuid),
    writing,
  );
  return new Map(found.map((one) => [one.userGuid, one]));
}

function selectBefore(guids: readonly string[], { trx, dialect, schoolId }: StudentWriting) {
  return trx
    .selectFrom('users')
    .leftJoin('memberships', (join) =>
      join.onRef('memberships.user_guid', '=', 'users.user_guid').on('memberships.school_id', '=', schoolId),
    )
    .select(passwordColumns)
    .select(['users.user_guid as userGuid', 'memberships.student_id as studentId', 'username', 'email'])
    .select(['first_name as firstName', 'last_name as lastName', 'grade_level as gradeLevel'])
    .where(dialect.isOneOf('users.user_guid', guids))
    .execute();
}

const valueColumns = ['studentId', 'firstName', 'lastName', 'gradeLevel', 'email', 'username'] as const;

function changeRow(student: WorkingStudent, known: Before, { batchId, now }: StudentWriting): ChangeRow {
  const changed = valueColumns.filter((column) => student[column] !== known[column]);
  const valuesOf = (from: Before | WorkingStudent) =>
    JSON.stringify(Object.fromEntries(changed.map((column) => [column, from[column]])));
  const password = Object.fromEntries(passwordColumns.map((column) => [column, known[column]]));
  return {
    batch_id: batchId,
    user_guid: student.userGuid,
    values_before: valuesOf(known),
    values_after: valuesOf(student),
    password_before: student.typedPassword === undefined ? null : JSON.stringify(password),
    changed_at: now,
  };
}

/** An earlier chunk of the same upload may have changed the same student: then what was before that counts. */
async function withEarlier(rows: readonly ChangeRow[], writing: StudentWriting): Promise<ChangeRow[]> {
  const { trx, dialect, batchId } = writing;
  const guids = rows.map((row) => row.user_guid);
  const earlier = await trx
    .deleteFrom('account_changes')
    .where('batch_id', '=', batchId)
    .where(dialect.isOneOf('user_guid', guids))
    .returningAll()
    .execute();
  const byGuid = new Map(earlier.map((row) => [row.user_guid, row]));
  return rows.map((row) => {
    const old = byGuid.get(row.user_guid);
    return old ? merge(old, row) : row;
  });
}

function merge(old: Selectable<AccountChangeTable>, row: ChangeRow): ChangeRow {
  return {
    ...row,
    values_before: JSON.stringify({ ...readValues(row.values_before), ...readValues(old.values_before) }),
    values_after: JSON.stringify({ ...readValues(old.values_after), ...readValues(row.values_after) }),
    password_before: old.password_before ?? row.password_before ?? null,
  };
}

export function readValues(json: string): AccountValues {
  return JSON.parse(json) as AccountValues;
}
