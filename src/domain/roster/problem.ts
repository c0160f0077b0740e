import type { ColumnKey } from './template.ts';

/**
 * Everything that can be wrong with a row, with the facts a sentence about it needs.
 * Codes are stable: the grid, the summary, the Error File and the server all speak through them.
 */
export interface ProblemFacts {
  // seen from the cell alone
  'cell.required': Record<never, never>;
  'cell.too_long': { readonly limit: number };
  'cell.damaged_number': Record<never, never>;
  'cell.formula_error': Record<never, never>;
  'guid.malformed': Record<never, never>;
  'name.no_letter': Record<never, never>;
  'name.no_comma': Record<never, never>;
  'grade.unknown': Record<never, never>;
  'email.malformed': Record<never, never>;
  'username.too_short': { readonly limit: number };
  'username.characters': { readonly characters: string };
  'password.too_short': { readonly limit: number };
  'password.too_long': { readonly limit: number };
  'password.common': Record<never, never>;
  'password.same_as_person': {
    readonly sameAs: 'username' | 'email' | 'firstName' | 'lastName' | 'studentId';
  };
  'date.unreadable': Record<never, never>;
  'date.ambiguous': { readonly readings: readonly [string, string] };
  // seen from the row
  'class.end_before_start': { readonly start: string };
  'class.id_missing': Record<never, never>;
  'class.name_missing': Record<never, never>;
  // seen from the whole roster
  'student.rows_disagree': { readonly otherRow: number };
  'student.row_repeated': { readonly otherRow: number };
  'username.repeated': { readonly otherRow: number };
  'email.repeated': { readonly otherRow: number };
  'class.rows_disagree': { readonly otherRow: number };
  'cell.shorter_than_others': { readonly usual: number };
  // seen only when an upload stopped half-way
  'row.not_reached': Record<never, never>;
  // seen only beside what the server knows
  'student.unknown_guid': Record<never, never>;
  'student.guid_other_id': { readonly knownStudentId: string };
  'student.other_name': { readonly knownName: string };
  'username.taken': Record<never, never>;
  'username.fixed': { readonly knownUsername: string };
  'class.unknown_guid': Record<never, never>;
  'class.guid_other_id': { readonly knownClassId: string };
  'master_code.unknown': Record<never, never>;
  'password.kept': Record<never, never>;
  'password.old_temporary': Record<never, never>;
}

export type ProblemCode = keyof ProblemFacts;

/** `error` refuses the row; `warning` lets it through and says what was dropped or kept. */
export type Severity = 'error' | 'warning';

/** One thing wrong with one row. `value` is the cell's text as the teacher sees it, never a password. */
export type RowProblem = {
  readonly [Code in ProblemCode]: {
    readonly code: Code;
    readonly severity: Severity;
    readonly rowNumber: number;
    readonly column: ColumnKey;
    readonly value: string;
    readonly facts: ProblemFacts[Code];
  };
}[ProblemCode];

/** The codes that never refuse a row. */
export const warningCodes: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'email.repeated',
  'student.row_repeated',
  'cell.shorter_than_others',
  'username.fixed',
  'password.kept',
  'password.old_temporary',
]);

/** Builds a problem; severity follows from the code, and a password is never copied into `value`. */
export function problem<Code extends ProblemCode>(
  code: Code,
  at: { readonly rowNumber: number; readonly column: ColumnKey; readonly value: string },
  facts: ProblemFacts[Code],
): RowProblem {
  const severity: Severity = warningCodes.has(code) ? 'warning' : 'error';
  const value = at.column === 'password' ? '' : at.value;
  // The mapped type cannot see that `code` and `facts` belong together once both are generic.
  return {
    code,
    severity,
    rowNumber: at.rowNumber,
    column: at.column,
    value,
    facts,
  } as unknown as RowProblem;
}

/** Whether any of these refuses its row. */
export function hasError(problems: readonly RowProblem[]): boolean {
  return problems.some((one) => one.severity === 'error');
}
