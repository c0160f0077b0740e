import { ok, refuse, type Result } from '../result.ts';
import { fileLimits, type FileProblem } from '../roster/file-problem.ts';
import type { SourceRow } from '../roster/roster.ts';
import { headerNames, type ColumnKey } from '../roster/template.ts';
import type { JoinedSet, SetClass, SetNote, SetPlace, SetStudent } from './roster-set.ts';

const classColumns = [
  'classId',
  'className',
  'classGradeLevel',
  'classStartDate',
  'classEndDate',
] as const satisfies readonly ColumnKey[];

/** The header is row 1. */
const FIRST_ROW = 2;

export interface SetParts {
  /** Of the students' file. */
  readonly header: readonly string[];
  readonly students: readonly SetStudent[];
  /** Null when the set has no classes at all: then the students' rows stay as they are, numbers included. */
  readonly classes: ReadonlyMap<string, SetClass> | null;
  readonly places: readonly SetPlace[];
}

/** Students times classes, in the order of the students' file; a student without a class has one row. */
export function joinSet({ header, students, classes, places }: SetParts): Result<JoinedSet, FileProblem> {
  if (classes === null) return ok({ header, rows: students.map(({ row }) => row), notes: [] });
  const classesOf = groupPlaces(places, classes);
  const limit = fileLimits.rows;
  const count = students.reduce((sum, { id }) => sum + Math.max(1, classesOf.get(id)?.size ?? 0), 0);
  if (count > limit) return refuse({ code: 'file.too_many_rows', limit, rows: count });
  const rows: SourceRow[] = [];
  let withoutClass = 0;
  for (const { id, row } of students) {
    const own = [...(classesOf.get(id) ?? [])];
    if (own.length === 0) withoutClass += 1;
    for (const one of own.length === 0 ? [null] : own) {
      rows.push({ rowNumber: FIRST_ROW + rows.length, cells: [...row.cells, ...classCells(one)] });
    }
  }
  const names = classColumns.map((key) => headerNames.en[key]);
  const notes: SetNote[] =
    withoutClass === 0 ? [] : [{ code: 'set.students_without_class', count: withoutClass }];
  return ok({ header: [...header, ...names], rows, notes });
}

/** The same place twice is one place. */
function groupPlaces(
  places: readonly SetPlace[],
  classes: ReadonlyMap<string, SetClass>,
): Map<string, Set<SetClass>> {
  const groups = new Map<string, Set<SetClass>>();
  for (const { studentId, classId } of places) {
    const one = classes.get(classId);
    if (one === undefined) continue;
    const known = groups.get(studentId);
    if (known === undefined) groups.set(studentId, new Set([one]));
    else known.add(one);
  }
  return groups;
}

function classCells(one: SetClass | null): string[] {
  if (one === null) return classColumns.map(() => '');
  return [one.id, one.name, one.gradeLevel, one.startDate, one.endDate];
}
