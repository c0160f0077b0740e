import type { ClassGuid } from '../ids.ts';

/** A class as result files and exports show it: as it is, null where nothing is known. */
export interface ClassFacts {
  readonly classGuid: ClassGuid;
  /** The school's own name for the class; unique within the school. */
  readonly classId: string;
  readonly className: string;
  readonly classGradeLevel: string | null;
  readonly classStartDate: string | null;
  readonly classEndDate: string | null;
}

/** A class the school has already. */
export type KnownClass = Pick<ClassFacts, 'classGuid' | 'classId'>;
