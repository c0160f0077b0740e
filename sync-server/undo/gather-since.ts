import type { Kysely, Selectable } from 'kysely';
import type { AccountSince, AccountValues, ValuesSince } from '#domain/batches/undo.ts';
import type { ClassGuid, UserGuid } from '#domain/ids.ts';
import type { Dialect } from '../database/dialect.ts';
import type { AccountChangeTable, Database, UserTable } from '../database/schema.ts';
import { type PasswordBefore, readValues } from '../jobs/record-changes.ts';
import { findTaken, type Taken } from './find-taken.ts';

/** The upload that is undone, and where its effects are looked for. */
export interface Undoing {
  readonly trx: Kysely<Database>;
  readonly dialect: Dialect;
  readonly batchId: string;
  readonly schoolId: string;
  readonly committedAt: number;
}

/** A class place of a student whom the upload touched. */
export interface PlaceSince {
  readonly classGuid: ClassGuid;
  /** This upload gave it. */
  readonly isOurs: boolean;
  /** Another upload that still stands names the student with the class. */
  readonly isInOtherUpload: boolean;
}

/** What an upload did to one student of the school, and what has become of it since. */
export interface StudentSince extends AccountSince {
  readonly userGuid: UserGuid;
  readonly isMadeHere: boolean;
  /** Brought into the school from another one of the district. */
  readonly isAddedHere: boolean;
  readonly values: ValuesSince | null;
  readonly password: { readonly before: PasswordBefore; readonly isReplaced: boolean } | null;
  readonly places: readonly PlaceSince[];
}

/** Reads what has become of these students since the upload, in their order: one query per kind, whatever their number. */
export async function gatherSince(guids: readonly UserGuid[], undoing: Undoing): Promise<StudentSince[]> {
  const students = await findStudents(guids, undoing);
  const changes = await findChanges(guids, undoing);
  const seen: Seen = {
    batchId: undoing.batchId,
    ours: new Map(
      changes.filter((one) => one.batch_id === undoing.batchId).map((one) => [one.user_guid, one]),
    ),
    typedElsewhere: findTypedElsewhere(changes, undoing.batchId),
    otherSchools: await findOtherSchools(guids, undoing),
    places: Map.groupBy(await findPlaces(guids, undoing), (one) => one.user_guid),
    named: await findNamed(guids, undoing),
    taken: await findTaken(changes, undoing),
  };
  const byGuid = new Map(students.map((student) => [student.user_guid, student]));
  return guids.flatMap((guid) => {
    const student = byGuid.get(guid);
    return student ? [toSince(student, seen)] : [];
  });
}

interface Seen {
  readonly batchId: string;
  readonly ours: ReadonlyMap<string, Selectable<AccountChangeTable>>;
  readonly typedElsewhere: ReadonlySet<string>;
  readonly otherSchools: ReadonlySet<string>;
  readonly places: ReadonlyMap<string, Awaited<ReturnType<typeof findPlaces>>>;
  readonly named: ReadonlyMap<string, ReadonlySet<string | null>>;
  readonly taken: Taken;
}

type StudentRow = Awaited<ReturnType<typeof findStudents>>[number];

function toSince(user: StudentRow, seen: Seen): StudentSince {
  const ours = seen.ours.get(user.user_guid);
  const named = seen.named.get(user.user_guid);
  const places = (seen.places.get(user.user_guid) ?? []).map((one) => ({
    classGuid: one.class_guid,
    isOurs: one.added_by_batch_id === seen.batchId,
    isInOtherUpload: named?.has(one.class_guid) ?? false,
  }));
  return {
    userGuid: user.user_guid,
    isMadeHere: user.created_by_batch_id === seen.batchId,
    isAddedHere: user.added_by_batch_id === seen.batchId,
    hasSignedIn: user.first_signed_in_at !== null,
    isInOtherSchool: seen.otherSchools.has(user.user_guid),
    isInOtherClass: places.some((one) => !one.isOurs),
    isInOtherUpload: named !== undefined,
    hasNewPassword: user.password_state === 'temporary' && user.temporary_batch_id !== seen.batchId,
    isChanged: user.changed_at !== (ours?.changed_at ?? user.created_at),
    places,
    values: ours ? valuesSince(user, ours, seen.taken) : null,
    password: ours?.password_before
      ? {
          before: JSON.parse(ours.password_before) as PasswordBefore,
          isReplaced: isPasswordReplaced(user, seen.typedElsewhere),
        }
      : null,
  };
}

function valuesSince(
  user: StudentRow,
  ours: Selectable<AccountChangeTable>,
  taken: Taken,
): ValuesSince | null {
  const before: AccountValues = readValues(ours.values_before);
  if (Object.keys(before).length === 0) return null;
  return {
    before,
    after: readValues(ours.values_after),
    current: {
      studentId: user.student_id,
      firstName: user.first_name,
      lastName: user.last_name,
      gradeLevel: user.grade_level,
      email: user.email,
      username: user.username,
    },
    hasSignedIn: user.first_signed_in_at !== null,
    taken: taken(user.user_guid, before),
  };
}

/** Reset by hand, chosen by the student, or typed in another upload. */
function isPasswordReplaced(user: StudentRow, typedElsewhere: ReadonlySet<string>): boolean {
  return (
    user.password_state === 'temporary' ||
    user.password_set_by_person === 1 ||
    typedElsewhere.has(user.user_guid)
  );
}

const userColumns = [
  'users.user_guid',
  'first_name',
  'last_name',
  'grade_level',
  'email',
  'username',
  'first_signed_in_at',
  'password_state',
  'password_set_by_person',
  'temporary_batch_id',
  'created_by_batch_id',
  'users.created_at',
  'changed_at',
] as const satisfies readonly (keyof UserTable | `users.${keyof UserTable}`)[];

function findStudents(guids: readonly UserGuid[], { trx, dialect, schoolId }: Undoing) {
  return trx
    .selectFrom('memberships')
    .innerJoin('users', 'users.user_guid', 'memberships.user_guid')
    .select(userColumns)
    .select(['memberships.student_id', 'memberships.added_by_batch_id'])
    .where('memberships.school_id', '=', schoolId)
    .where('memberships.role', '=', 'student')
    .where(dialect.isOneOf('memberships.user_guid', guids))
    .execute();
}

/** What uploads changed in these accounts and no undoing has put back: this one, and those of the same days. */
function findChanges(guids: readonly UserGuid[], { trx, dialect }: Undoing) {
  return trx.selectFrom('account_changes').selectAll().where(dialect.isOneOf('user_guid', guids)).execute();
}

/** Who got a password typed by another upload after this one's. */
function findTypedElsewhere(
  changes: readonly Selectable<AccountChangeTable>[],
  batchId: string,
): ReadonlySet<string> {
  const ours = new Map(
    changes.filter((one) => one.batch_id === batchId).map((one) => [one.user_guid, one.changed_at]),
  );
  const others = changes.filter(
    (one) =>
      one.batch_id !== batchId &&
      one.password_before !== null &&
      one.changed_at >= (ours.get(one.user_guid) ?? 0),
  );
  return new Set(others.map((one) => one.user_guid));
}

async function findOtherSchools(guids: readonly UserGuid[], { trx, dialect, schoolId }: Undoing) {
  const found = await trx
    .selectFrom('memberships')
    .select('user_guid')
    .where('school_id', '!=', schoolId)
    .where(dialect.isOneOf('user_guid', guids))
    .execute();
  return new Set(found.map((one) => one.user_guid));
}

function findPlaces(guids: readonly UserGuid[], { trx, dialect, schoolId }: Undoing) {
  return trx
    .selectFrom('enrollments')
    .innerJoin('classes', 'classes.class_guid', 'enrollments.class_guid')
    .select(['enrollments.class_guid', 'enrollments.user_guid', 'enrollments.added_by_batch_id'])
    .where('classes.school_id', '=', schoolId)
    .where(dialect.isOneOf('enrollments.user_guid', guids))
    .execute();
}

/** The classes with which other uploads name these students; null where one names no class. */
async function findNamed(guids: readonly UserGuid[], undoing: Undoing) {
  const others = await findOtherUploads(undoing);
  const named = new Map<string, Set<string | null>>();
  if (others.length === 0) return named;
  const rows = await undoing.trx
    .selectFrom('row_outcomes')
    .select(['user_guid', 'class_guid'])
    .where(undoing.dialect.isOneOf('batch_id', others))
    .where(undoing.dialect.isOneOf('user_guid', guids))
    .where('outcome', '!=', 'refused')
    .execute();
  for (const { user_guid, class_guid } of rows) {
    if (user_guid === null) continue;
    const classes = named.get(user_guid) ?? new Set();
    named.set(user_guid, classes.add(class_guid));
  }
  return named;
}

/** The school's uploads that were not finished before this one was sent and that still stand. */
export async function findOtherUploads({ trx, batchId, schoolId, committedAt }: Undoing): Promise<string[]> {
  const others = await trx
    .selectFrom('batches')
    .leftJoin('batch_undos', 'batch_undos.batch_id', 'batches.batch_id')
    .select('batches.batch_id')
    .where('batches.school_id', '=', schoolId)
    .where('batches.batch_id', '!=', batchId)
    .where((eb) =>
      eb.or([eb('batches.finished_at', 'is', null), eb('batches.finished_at', '>', committedAt)]),
    )
    .where('batches.status', 'not in', ['receiving', 'queued', 'failed'])
    .where('batch_undos.finished_at', 'is', null)
    .execute();
  return others.map((one) => one.batch_id);
}
