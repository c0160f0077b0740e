import type { ClassGuid } from '../ids.ts';
import { problem, type RowProblem } from '../roster/problem.ts';
import type { ClassEntry } from '../roster/row.ts';
import type { ClassFacts, KnownClass } from './school-class.ts';

/** What is known beside the class of one row, already scoped to the school. */
export interface ClassKnowledge {
  readonly byGuid?: KnownClass | undefined;
  readonly byClassId?: KnownClass | undefined;
  /** The school's Master Codes, as they are spelled. */
  readonly masterCodes: ReadonlySet<string>;
}

/** A class to make; the server adds the GUID. */
export type NewClass = Omit<ClassFacts, 'classGuid'>;

/** What a row means for its class. `masterCode` attaches that program to the class; null attaches nothing. */
export type ClassDecision =
  | { readonly type: 'none' }
  | { readonly type: 'use'; readonly classGuid: ClassGuid; readonly masterCode: string | null }
  | { readonly type: 'create'; readonly newClass: NewClass; readonly masterCode: string | null }
  | { readonly type: 'refuse'; readonly problems: readonly RowProblem[]; readonly classGuid?: ClassGuid };

/**
 * Decides the class of one row:
 * - a Class GUID the school does not have, or with the Class ID of another class, is refused;
 * - a known class is used as it is: a row never changes its name, grade or dates;
 * - an unknown Class ID makes a class, which needs a name;
 * - a Master Code the school does not have is refused.
 */
export function decideClass(
  entry: ClassEntry | undefined,
  rowNumber: number,
  known: ClassKnowledge,
): ClassDecision {
  if (!entry) return { type: 'none' };
  const masterCode = entry.masterCode ?? null;
  const found = entry.classGuid === undefined ? known.byClassId : known.byGuid;
  const problems = [
    ...findClassProblems(entry, rowNumber, found),
    ...findCodeProblems(masterCode, rowNumber, known.masterCodes),
  ];
  if (problems.length > 0) {
    return found ? { type: 'refuse', problems, classGuid: found.classGuid } : { type: 'refuse', problems };
  }
  if (found) return { type: 'use', classGuid: found.classGuid, masterCode };
  return { type: 'create', newClass: newClassFrom(entry), masterCode };
}

function findClassProblems(
  entry: ClassEntry,
  rowNumber: number,
  found: KnownClass | undefined,
): readonly RowProblem[] {
  const { classGuid, classId, className } = entry;
  if (classGuid !== undefined && !found) {
    return [problem('class.unknown_guid', { rowNumber, column: 'classGuid', value: classGuid }, {})];
  }
  if (found && classId !== undefined && classId !== found.classId) {
    const at = { rowNumber, column: 'classId', value: classId } as const;
    return [problem('class.guid_other_id', at, { knownClassId: found.classId })];
  }
  if (found) return [];
  if (classId === undefined) {
    return [problem('class.id_missing', { rowNumber, column: 'classId', value: '' }, {})];
  }
  if (className === undefined) {
    return [problem('class.name_missing', { rowNumber, column: 'className', value: '' }, {})];
  }
  return [];
}

function findCodeProblems(
  masterCode: string | null,
  rowNumber: number,
  masterCodes: ReadonlySet<string>,
): readonly RowProblem[] {
  if (masterCode === null || masterCodes.has(masterCode)) return [];
  return [problem('master_code.unknown', { rowNumber, column: 'masterCode', value: masterCode }, {})];
}

function newClassFrom(entry: ClassEntry): NewClass {
  return {
    classId: entry.classId ?? '',
    className: entry.className ?? '',
    classGradeLevel: entry.classGradeLevel ?? null,
    classStartDate: entry.classStartDate ?? null,
    classEndDate: entry.classEndDate ?? null,
  };
}
