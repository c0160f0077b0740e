import type { ClassFacts } from '#domain/classes/school-class.ts';
import type { ClassGuid, SchoolId } from '#domain/ids.ts';
import type { Parts } from '../parts.ts';

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
    .where(dialect.isOneOf('class_guid', guids))
    .execute();
}

const classFacts = [
  'class_guid as classGuid',
  'class_id as classId',
  'name as className',
  'grade_level as classGradeLevel',
  'start_date as classStartDate',
  'end_date as classEndDate',
] as const;
