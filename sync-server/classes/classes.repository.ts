import type { ClassFacts } from '#domain/classes/school-class.ts';
import type { ClassGuid, SchoolId } from '#domain/ids.ts';
import type { SchoolScope } from '../organizations/scope.ts';
import type { Parts } from '../parts.ts';

/** A class and one of its programs, or none. */
export type ClassRow = ClassFacts & { readonly masterCode: string | null };

/** Classes of one school by their GUIDs; those of other schools are not found. */
export async function findClasses(
  guids: readonly ClassGuid[],
  schoolId: SchoolId,
  { db, dialect }: Pick<Parts, 'db' | 'dialect'>,
): Promise<readonly ClassFacts[]> {
  if (guids.length === 0) return [];
  return db
    .selectFrom('classes')
    .select(classFacts)
    .where('school_id', '=', schoolId)
    .where(dialect.isOneOf('classes.class_guid', guids))
    .execute();
}

/** Every class of the school by Class ID, once for each of its programs. */
export function listClassRows({ schoolId }: SchoolScope, { db }: Pick<Parts, 'db'>): Promise<ClassRow[]> {
  return db
    .selectFrom('classes')
    .leftJoin('class_programs', 'class_programs.class_guid', 'classes.class_guid')
    .select([...classFacts, 'class_programs.master_code as masterCode'])
    .where('classes.school_id', '=', schoolId)
    .orderBy('classes.class_id')
    .orderBy('class_programs.master_code')
    .execute();
}

/** Every class of the school by Class ID, with the number of its students. */
export async function listClasses({ schoolId }: SchoolScope, { db }: Pick<Parts, 'db'>) {
  const found = await db
    .selectFrom('classes')
    .leftJoin('enrollments', 'enrollments.class_guid', 'classes.class_guid')
    .select(classFacts)
    .select(({ fn }) => fn.count<number>('enrollments.user_guid').as('studentCount'))
    .where('school_id', '=', schoolId)
    .groupBy('classes.class_guid')
    .orderBy('class_id')
    .execute();
  // PostgreSQL counts in text, for numbers beyond ours.
  return found.map((one) => ({ ...one, studentCount: Number(one.studentCount) }));
}

const classFacts = [
  'classes.class_guid as classGuid',
  'class_id as classId',
  'name as className',
  'grade_level as classGradeLevel',
  'start_date as classStartDate',
  'end_date as classEndDate',
] as const;
