import type { CompletedRow } from '#domain/batches/completed-sheet.ts';
import type { KeptCompletedRow } from '#domain/batches/result-row.ts';
import type { ClassFacts } from '#domain/classes/school-class.ts';
import { normalizeCell } from '#domain/roster/normalize-row.ts';
import type { Milliseconds } from '#domain/time.ts';
import { showTemporaryPassword } from '../accounts/temporary-passwords.ts';
import { findClasses } from '../classes/classes.repository.ts';
import { temporaryPasswordLifetime } from '../organizations/settings.ts';
import type { Parts } from '../parts.ts';
import { type OutcomeRow, outcomeRows, type StoredBatch } from './stored-rows.ts';

type RenderingParts = Pick<Parts, 'db' | 'dialect' | 'keys' | 'clock'>;
type StudentNow = Pick<KeptCompletedRow, 'student' | 'temporaryPassword' | 'temporaryPasswordDiesAt'>;

const nobody: StudentNow = { student: null, temporaryPassword: null, temporaryPasswordDiesAt: null };

/** Every row that went through, as its account and class are now. */
export async function* completedRows(
  batch: StoredBatch,
  parts: RenderingParts,
): AsyncGenerator<readonly CompletedRow[]> {
  for await (const rows of outcomeRows(batch, ({ outcome }) => outcome !== 'refused', parts)) {
    const completed = await describeCompleted(rows, batch, parts);
    yield [...completed.values()];
  }
}

/**
 * These rows as their accounts and classes are now, by row number; without those whose account has left the school, and
 * of rows about a class alone without those whose class has.
 */
export async function describeCompleted(
  rows: readonly OutcomeRow[],
  batch: StoredBatch,
  parts: RenderingParts,
): Promise<ReadonlyMap<number, KeptCompletedRow>> {
  const codeColumn = batch.mapping.indexOf('masterCode');
  const students = await findStudents(rows, batch, parts);
  const classes = await findRowClasses(rows, batch, parts);
  const described = rows.flatMap(({ source, outcome }) => {
    const schoolClass = classes.get(outcome.class_guid ?? '') ?? null;
    const isAboutClass = outcome.user_guid === null && schoolClass !== null;
    const now = isAboutClass ? nobody : students.get(outcome.user_guid ?? '');
    if (!now) return [];
    const masterCode = normalizeCell(source.cells[codeColumn] ?? '') || null;
    return [[source.rowNumber, { ...now, schoolClass, masterCode }] as const];
  });
  return new Map(described);
}

/** The temporary password is shown only by the file of the batch that gave it, and only while it opens the door. */
async function findStudents(
  rows: readonly OutcomeRow[],
  { batchId, schoolId }: StoredBatch,
  parts: RenderingParts,
): Promise<ReadonlyMap<string, StudentNow>> {
  const guids = rows.map(({ outcome }) => outcome.user_guid ?? '');
  const found = await parts.db
    .selectFrom('users')
    .innerJoin('memberships', 'memberships.user_guid', 'users.user_guid')
    .selectAll('users')
    .select('memberships.student_id')
    .where('memberships.school_id', '=', schoolId)
    .where(parts.dialect.isOneOf('users.user_guid', guids))
    .execute();
  const lifetime = await lifetimeIn(schoolId, parts);
  return new Map(
    found.map((user) => {
      const student = {
        userGuid: user.user_guid,
        studentId: user.student_id,
        firstName: user.first_name,
        lastName: user.last_name,
        gradeLevel: user.grade_level,
        email: user.email,
        username: user.username,
      };
      const isOurs = user.temporary_batch_id === batchId;
      const temporaryPassword = isOurs ? showTemporaryPassword(user, parts, lifetime) : null;
      const diesAt = (user.temporary_issued_at ?? 0) + lifetime;
      const temporaryPasswordDiesAt = temporaryPassword === null ? null : diesAt;
      return [user.user_guid, { student, temporaryPassword, temporaryPasswordDiesAt }];
    }),
  );
}

async function lifetimeIn(schoolId: string, { db }: RenderingParts): Promise<Milliseconds> {
  const { district_id: districtId } = await db
    .selectFrom('schools')
    .select('district_id')
    .where('school_id', '=', schoolId)
    .executeTakeFirstOrThrow();
  return temporaryPasswordLifetime({ districtId }, { db });
}

async function findRowClasses(
  rows: readonly OutcomeRow[],
  { schoolId }: StoredBatch,
  parts: RenderingParts,
): Promise<ReadonlyMap<string, ClassFacts>> {
  const guids = new Set(rows.flatMap(({ outcome }) => outcome.class_guid ?? []));
  const classes = await findClasses([...guids], schoolId, parts);
  return new Map(classes.map((one) => [one.classGuid, one]));
}
