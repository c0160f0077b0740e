import { passwordProblems, type PasswordPolicy } from '../accounts/password-policy.ts';
import {
  checkEmail,
  checkGrade,
  checkGuid,
  checkId,
  checkName,
  checkText,
  checkUsername,
} from './check-cell.ts';
import { isFormulaError, lengthLimits, type CellProblem } from './check-cell.ts';
import { problem, type RowProblem } from './problem.ts';
import { readDate } from './read-date.ts';
import type { RosterRow } from './row.ts';
import { classColumns, studentColumns, type ColumnKey } from './template.ts';

/** What the rules are told beside the rows. */
export interface CheckContext {
  readonly passwordPolicy: PasswordPolicy;
}

/** Every problem that can be seen from this row alone, in template column order. */
export function validateRow(row: RosterRow, context: CheckContext): RowProblem[] {
  const found: RowProblem[] = [];
  addRowProblems(row, context, found);
  return found;
}

/** As `validateRow`, into a list that many rows share. */
export function addRowProblems(row: RosterRow, context: CheckContext, found: RowProblem[]): void {
  if (namesStudent(row) || !namesClass(row)) addStudentProblems(row, found);
  if (row.cells.password) addPasswordProblems(row, context.passwordPolicy, found);
  if (namesClass(row)) addClassProblems(row, found);
}

/** Whether any cell about a student is filled. A row with none, and with a class, is about the class alone. */
export function namesStudent({ cells, unsplitName }: RosterRow): boolean {
  return unsplitName !== undefined || studentColumns.some((column) => Boolean(cells[column]));
}

/** Whether any class cell is filled. */
export function namesClass({ cells }: RosterRow): boolean {
  return classColumns.some((column) => Boolean(cells[column]));
}

/** A row with a User GUID may leave out what the account has already. */
function addStudentProblems(row: RosterRow, found: RowProblem[]): void {
  const { userGuid = '', studentId = '', firstName = '', lastName = '' } = row.cells;
  const { gradeLevel = '', email = '', username = '' } = row.cells;
  const isNew = userGuid === '';
  if (!isNew) add(row, 'userGuid', checkGuid(userGuid), found);
  add(row, 'studentId', studentId === '' ? required(isNew) : checkId(studentId), found);
  if (row.unsplitName === undefined) {
    add(row, 'firstName', firstName === '' ? required(isNew) : checkName(firstName, lastName), found);
    add(row, 'lastName', lastName === '' ? required(isNew) : checkName(lastName, firstName), found);
  } else {
    found.push(unsplitProblem(row.rowNumber, row.unsplitName));
  }
  if (gradeLevel !== '') add(row, 'gradeLevel', checkGrade(gradeLevel), found);
  if (email !== '') add(row, 'email', checkEmail(email), found);
  if (username !== '') add(row, 'username', checkUsername(username), found);
}

function unsplitProblem(rowNumber: number, value: string): RowProblem {
  const at = { rowNumber, column: 'lastName', value } as const;
  return isFormulaError(value) ? problem('cell.formula_error', at, {}) : problem('name.no_comma', at, {});
}

function required(isNew: boolean): CellProblem | null {
  return isNew ? { code: 'cell.required', facts: {} } : null;
}

function addPasswordProblems(row: RosterRow, policy: PasswordPolicy, found: RowProblem[]): void {
  const password = row.cells.password ?? '';
  for (const one of passwordProblems(password, row.cells, policy)) add(row, 'password', one, found);
}

function addClassProblems(row: RosterRow, found: RowProblem[]): void {
  const { classGuid = '', classId = '', className = '', classGradeLevel = '', masterCode = '' } = row.cells;
  if (classGuid !== '') add(row, 'classGuid', checkGuid(classGuid), found);
  if (classId !== '') add(row, 'classId', checkId(classId), found);
  else if (classGuid === '') add(row, 'classId', { code: 'class.id_missing', facts: {} }, found);
  if (className !== '') add(row, 'className', checkText(className, lengthLimits.className), found);
  if (classGradeLevel !== '') add(row, 'classGradeLevel', checkGrade(classGradeLevel), found);
  addDateProblems(row, found);
  if (masterCode !== '') add(row, 'masterCode', checkId(masterCode), found);
}

function addDateProblems(row: RosterRow, found: RowProblem[]): void {
  const { classStartDate = '', classEndDate = '' } = row.cells;
  const start = classStartDate === '' ? null : readDate(classStartDate);
  const end = classEndDate === '' ? null : readDate(classEndDate);
  if (start && start.type !== 'day') add(row, 'classStartDate', dateProblem(start, classStartDate), found);
  if (end && end.type !== 'day') add(row, 'classEndDate', dateProblem(end, classEndDate), found);
  if (start?.type !== 'day' || end?.type !== 'day' || end.day > start.day) return;
  add(row, 'classEndDate', { code: 'class.end_before_start', facts: { start: start.day } }, found);
}

function dateProblem(
  reading: Exclude<ReturnType<typeof readDate>, { type: 'day' }>,
  text: string,
): CellProblem {
  if (reading.type === 'ambiguous') return { code: 'date.ambiguous', facts: { readings: reading.readings } };
  return isFormulaError(text)
    ? { code: 'cell.formula_error', facts: {} }
    : { code: 'date.unreadable', facts: {} };
}

function add(row: RosterRow, column: ColumnKey, found: CellProblem | null, problems: RowProblem[]): void {
  if (!found) return;
  const at = { rowNumber: row.rowNumber, column, value: row.cells[column] ?? '' };
  problems.push(problem(found.code, at, found.facts));
}
