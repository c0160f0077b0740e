import type { Kysely, Selectable } from 'kysely';
import type { LeftReason, UndoCounts } from '#domain/batches/undo.ts';
import type { ColumnKey } from '#domain/roster/template.ts';
import type { UndoLeftover } from '#protocol/undo.ts';
import type { BatchUndoTable, Database } from '../database/schema.ts';
import type { Parts } from '../parts.ts';
import type { Leftover } from './plan-undo.ts';

/** More than anybody reads; an answer stays below a megabyte or two. */
export const MOST_LEFTOVERS = 5_000;

export function countsOf(undo: Selectable<BatchUndoTable>): UndoCounts {
  return {
    accounts: undo.account_count,
    restored: undo.restored_count,
    places: undo.place_count,
    classes: undo.class_count,
  };
}

/** What an undoing has left so far. */
export async function storedLeftovers(batchId: string, { db }: Pick<Parts, 'db'>): Promise<Leftover[]> {
  const rows = await db
    .selectFrom('undo_leftovers')
    .selectAll()
    .where('batch_id', '=', batchId)
    .orderBy('position', 'desc')
    .limit(MOST_LEFTOVERS)
    .execute();
  return rows.toReversed().map((row) => ({
    thing: row.thing,
    reason: row.reason as LeftReason,
    userGuid: row.user_guid,
    classGuid: row.class_guid,
    columns: JSON.parse(row.columns) as ColumnKey[],
  }));
}

/** Leftovers, in the order an undoing came to them, with the names of today: students as in the file, then classes. */
export async function nameLeftovers(
  left: readonly Leftover[],
  schoolId: string,
  { db, dialect }: Pick<Parts, 'db' | 'dialect'>,
): Promise<UndoLeftover[]> {
  const ofStudents = left.filter((one) => one.userGuid !== null).toReversed();
  const shown = [...ofStudents, ...left.filter((one) => one.userGuid === null)].slice(0, MOST_LEFTOVERS);
  const scope = { db, dialect, schoolId };
  const students = await findStudents(
    shown.flatMap((one) => one.userGuid ?? []),
    scope,
  );
  const classes = await findClasses(
    shown.flatMap((one) => one.classGuid ?? []),
    scope,
  );
  return shown.map(({ thing, reason, userGuid, classGuid, columns }) => {
    const student = students.get(userGuid ?? '');
    const schoolClass = classes.get(classGuid ?? '');
    return {
      thing,
      reason,
      userGuid,
      studentId: student?.student_id ?? null,
      studentName: student ? `${student.first_name} ${student.last_name}`.trim() : null,
      classId: schoolClass?.class_id ?? null,
      className: schoolClass?.name ?? null,
      columns: [...columns],
    };
  });
}

interface Naming extends Pick<Parts, 'dialect'> {
  readonly db: Kysely<Database>;
  readonly schoolId: string;
}

async function findStudents(guids: readonly string[], { db, dialect, schoolId }: Naming) {
  const found = await db
    .selectFrom('memberships')
    .innerJoin('users', 'users.user_guid', 'memberships.user_guid')
    .select(['users.user_guid', 'student_id', 'first_name', 'last_name'])
    .where('memberships.school_id', '=', schoolId)
    .where(dialect.isOneOf('memberships.user_guid', guids))
    .execute();
  return new Map(found.map((one) => [one.user_guid, one]));
}

async function findClasses(guids: readonly string[], { db, dialect, schoolId }: Naming) {
  const found = await db
    .selectFrom('classes')
    .select(['class_guid', 'class_id', 'name'])
    .where('school_id', '=', schoolId)
    .where(dialect.isOneOf('class_guid', guids))
    .execute();
  return new Map(found.map((one) => [one.class_guid, one]));
}
