import type { ColumnMeaning } from '#domain/roster/template.ts';

const widths: Readonly<Partial<Record<ColumnMeaning, number>>> = {
  gradeLevel: 7.5,
  classGradeLevel: 10.5,
  classStartDate: 10,
  email: 14,
  lastFirst: 14,
  className: 11,
  userGuid: 10,
  classGuid: 10,
};

/** Wide enough for a sentence about the cell on three short lines. */
const WIDTH_WITH_PROBLEMS = 16;

/** Width of a column in rem: a column with problems makes room for their sentences. */
export function columnWidth(column: ColumnMeaning | null, hasProblems: boolean): number {
  if (hasProblems) return WIDTH_WITH_PROBLEMS;
  return (column === null ? undefined : widths[column]) ?? 9;
}
