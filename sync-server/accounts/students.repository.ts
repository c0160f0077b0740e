import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { ClassGuid, SchoolId, UserGuid } from '#domain/ids.ts';
import type { Database } from '../database/schema.ts';
import type { SchoolScope } from '../organizations/scope.ts';
import type { Parts } from '../parts.ts';
import { foldForSearch } from './search-name.ts';

type Db = Kysely<Database>;

const studentColumns = [
  'users.user_guid',
  'memberships.student_id',
  'users.first_name',
  'users.last_name',
  'users.grade_level',
  'users.email',
  'users.username',
  'users.password_state',
  'users.temporary_key_id',
  'users.temporary_wordlist',
  'users.temporary_nonce',
  'users.temporary_issued_at',
  'users.temporary_used_at',
  'users.temporary_batch_id',
] as const;

export interface StudentsWanted {
  /** Every word of it must occur in the name, the Student ID or the username; blank finds all. */
  readonly search: string;
  /** Only those who have not signed in yet, or have not with their newest temporary password. */
  readonly waiting?: boolean | undefined;
  /** Only those in this class of the school. */
  readonly class?: ClassGuid | undefined;
  /** The last student of the page before. */
  readonly after: UserGuid | undefined;
  readonly limit: number;
}

/** A page of the school's students, by last name, then first name. */
export function listStudents(db: Db, scope: SchoolScope, { after, limit, ...wanted }: StudentsWanted) {
  return studentsOf(db, scope, wanted)
    .select(studentColumns)
    .$if(after !== undefined, (query) => query.where(comesAfter(after ?? '')))
    .orderBy('users.search_name')
    .orderBy('users.user_guid')
    .limit(limit)
    .execute();
}

export async function countStudents(
  db: Db,
  scope: SchoolScope,
  wanted: Pick<StudentsWanted, 'search' | 'waiting' | 'class'>,
): Promise<number> {
  const { count } = await studentsOf(db, scope, wanted)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** One student of the school; undefined when the school has none with this GUID. */
export function findStudent(db: Db, scope: SchoolScope, userGuid: UserGuid) {
  return studentsOf(db, scope, { search: '' })
    .select(studentColumns)
    .where('users.user_guid', '=', userGuid)
    .executeTakeFirst();
}

/** Those of these people who are students of the school, in no order. */
export function listStudentsByGuid(
  { db, dialect }: Pick<Parts, 'db' | 'dialect'>,
  scope: SchoolScope,
  userGuids: readonly UserGuid[],
) {
  return studentsOf(db, scope, { search: '' })
    .select(studentColumns)
    .where(dialect.isOneOf('users.user_guid', userGuids))
    .execute();
}

/** The classes of these students in this school, each beside its student, by Class ID. */
export function listClassesOf(db: Db, { schoolId }: SchoolScope, userGuids: readonly UserGuid[]) {
  return db
    .selectFrom('enrollments')
    .innerJoin('classes', 'classes.class_guid', 'enrollments.class_guid')
    .select([
      'enrollments.user_guid as userGuid',
      'classes.class_guid as classGuid',
      'classes.class_id as classId',
    ])
    .select(['classes.name as className', 'classes.grade_level as classGradeLevel'])
    .select(['classes.start_date as classStartDate', 'classes.end_date as classEndDate'])
    .where('classes.school_id', '=', schoolId)
    .where('enrollments.user_guid', 'in', userGuids)
    .orderBy('classes.class_id')
    .execute();
}

function studentsOf(
  db: Db,
  { schoolId, districtId }: SchoolScope,
  { search, waiting = false, class: classGuid }: Pick<StudentsWanted, 'search' | 'waiting' | 'class'>,
) {
  const words = foldForSearch(search)
    .split(' ')
    .filter((word) => word !== '');
  return db
    .selectFrom('memberships')
    .innerJoin('users', 'users.user_guid', 'memberships.user_guid')
    .where('memberships.school_id', '=', schoolId)
    .where('memberships.role', '=', 'student')
    .where('users.district_id', '=', districtId)
    .where((eb) => eb.and(words.map((word) => occursIn(eb, word))))
    .$if(waiting, (query) =>
      query.where((eb) =>
        eb.or([eb('users.first_signed_in_at', 'is', null), eb('users.password_state', '=', 'temporary')]),
      ),
    )
    .$if(classGuid !== undefined, (query) => query.where((eb) => isInClass(eb, classGuid ?? '', schoolId)));
}

type StudentExpressions = ExpressionBuilder<Database, 'memberships' | 'users'>;

function isInClass(eb: StudentExpressions, classGuid: ClassGuid, schoolId: SchoolId) {
  const places = eb
    .selectFrom('enrollments')
    .innerJoin('classes', 'classes.class_guid', 'enrollments.class_guid')
    .select('enrollments.user_guid')
    .where('classes.class_guid', '=', classGuid)
    .where('classes.school_id', '=', schoolId);
  return eb('users.user_guid', 'in', places);
}

function occursIn(eb: StudentExpressions, word: string) {
  const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  const like = (text: unknown) => sql<boolean>`${text} like ${pattern} escape '\\'`;
  return eb.or([
    like(eb.ref('users.search_name')),
    like(eb.ref('users.username')),
    like(eb.fn('lower', ['memberships.student_id'])),
  ]);
}

/** The cursor is a GUID alone: a name in it would stand in every proxy's log. */
function comesAfter(userGuid: UserGuid) {
  const place = sql`select search_name, user_guid from users where user_guid = ${userGuid}`;
  return sql<boolean>`(users.search_name, users.user_guid) > (${place})`;
}
