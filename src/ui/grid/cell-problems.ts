import { findColumn } from '#domain/roster/find-column.ts';
import type { RowProblem } from '#domain/roster/problem.ts';
import type { Mapping } from '#domain/roster/template.ts';

/**
 * The problems to show at one column of the file. A problem about a column the file does not have stands at the
 * first, so that none is ever out of sight.
 */
export function problemsAt(
  columnIndex: number,
  problems: readonly RowProblem[],
  mapping: Mapping,
): RowProblem[] {
  return problems.filter((problem) => Math.max(findColumn(mapping, problem.column), 0) === columnIndex);
}
