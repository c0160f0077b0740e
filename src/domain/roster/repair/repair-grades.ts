import { readGrade } from '../read-grade.ts';
import { gradeLevels, type RosterRow } from '../row.ts';
import type { ColumnKey } from '../template.ts';
import { nearestGrade } from './nearest-grade.ts';
import { gradeProposer } from './propose-grade.ts';
import { noChoice, type FoundRepair } from './repair.ts';
import {
  groupBy,
  hasColumn,
  problemsByColumn,
  rowNumbersOf,
  textAt,
  type RepairGround,
} from './repair-ground.ts';

/** Of rows without a grade: more than this share, and the file seems to do without grades. */
const mostMissing = 0.5;

/** Grades written wrongly, grades that are none, and students without one where most have one. */
export function findGradeRepairs(ground: RepairGround): FoundRepair[] {
  const unknown = [...problemsByColumn(ground, ['grade.unknown'])].map(
    ([column, problems]) => [column, rowNumbersOf(problems)] as const,
  );
  return [
    ...unknown.flatMap(([column, rows]) => nearest(ground, column, rows)),
    ...unknown.flatMap(([column, rows]) => setAll(ground, 'grade.unknown', column, rows)),
    ...missing(ground),
  ];
}

function nearest(ground: RepairGround, column: ColumnKey, rowNumbers: readonly number[]): FoundRepair[] {
  const near = rowNumbers.filter((one) => nearestGrade(textAt(ground, one, column)) !== null);
  if (near.length === 0) return [];
  return [
    {
      kind: 'grade.nearest',
      column,
      facts: {},
      removes: ['grade.unknown'],
      rowNumbers: near,
      ...noChoice,
      repairRow: (rowNumber) => [{ column, text: nearestGrade(textAt(ground, rowNumber, column)) ?? '' }],
    },
  ];
}

/** One repair per grade that the file speaks for, and one for rows it says nothing about. */
function setAll(
  ground: RepairGround,
  kind: 'grade.unknown' | 'grade.missing',
  column: ColumnKey,
  rowNumbers: readonly number[],
): FoundRepair[] {
  const propose = column === 'gradeLevel' ? gradeProposer(ground) : () => '';
  const groups = groupBy(rowNumbers, (one) => {
    const row = ground.rowByNumber.get(one);
    return row ? propose(row) : null;
  });
  return [...groups].map(([proposed, rows]) => ({
    kind,
    column,
    facts: {},
    removes: kind === 'grade.unknown' ? ['grade.unknown'] : [],
    rowNumbers: rows,
    options: kind === 'grade.unknown' ? [...gradeLevels, ''] : gradeLevels,
    proposed,
    repairRow: (_, picked) => [{ column, text: picked }],
  }));
}

/** Rows that may update an account only are left alone, and so are rows that another row of the student fills. */
function missing(ground: RepairGround): FoundRepair[] {
  if (!hasColumn(ground, 'gradeLevel')) return [];
  const { rows, check } = ground;
  const without = rows.filter(
    (row) => isNewWithoutGrade(row) && check.filledCells.get(row.rowNumber)?.gradeLevel === undefined,
  );
  const withGrade = rows.filter((row) => readGrade(row.cells.gradeLevel ?? '') !== null).length;
  if (without.length === 0 || withGrade === 0 || without.length > rows.length * mostMissing) return [];
  return setAll(ground, 'grade.missing', 'gradeLevel', rowNumbersOf(without));
}

function isNewWithoutGrade({ cells }: RosterRow): boolean {
  return (cells.gradeLevel ?? '') === '' && (cells.userGuid ?? '') === '' && (cells.studentId ?? '') !== '';
}
