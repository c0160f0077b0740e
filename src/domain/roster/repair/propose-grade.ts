import { readGrade } from '../read-grade.ts';
import type { GradeLevel, RosterRow } from '../row.ts';
import type { RepairGround } from './repair-ground.ts';

/** Of all grades of a file, the share that makes one of them a likely guess for the rest. */
const clearShare = 0.6;
const fewestRows = 3;

/** The grade a row without one most likely has: that of its class, or of nearly everybody; null when the file does not say. */
export function gradeProposer({ rows }: RepairGround): (row: RosterRow) => GradeLevel | null {
  const byClass = new Map<string, Map<GradeLevel, number>>();
  const overall = new Map<GradeLevel, number>();
  for (const row of rows) {
    const grade = readGrade(row.cells.gradeLevel ?? '');
    if (grade === null) continue;
    count(overall, grade);
    const key = classKey(row);
    if (key === '') continue;
    const ofClass = byClass.get(key) ?? new Map<GradeLevel, number>();
    byClass.set(key, ofClass);
    count(ofClass, grade);
  }
  const usual = clearGrade(overall, clearShare);
  return (row) => {
    const own = readGrade(row.cells.classGradeLevel ?? '');
    return own ?? clearGrade(byClass.get(classKey(row)), 1) ?? usual;
  };
}

function classKey({ cells }: RosterRow): string {
  return cells.classId || (cells.classGuid ?? '').toLowerCase();
}

function count(counts: Map<GradeLevel, number>, grade: GradeLevel): void {
  counts.set(grade, (counts.get(grade) ?? 0) + 1);
}

function clearGrade(counts: ReadonlyMap<GradeLevel, number> | undefined, share: number): GradeLevel | null {
  if (!counts) return null;
  const all = [...counts.values()].reduce((sum, one) => sum + one, 0);
  const [most] = [...counts].sort((one, other) => other[1] - one[1]);
  return most && all >= fewestRows && most[1] >= all * share ? most[0] : null;
}
