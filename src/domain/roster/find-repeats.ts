import { comparableCell } from './compare-cells.ts';
import { problem, type RowProblem } from './problem.ts';
import type { RosterIndex } from './roster-index.ts';
import type { RosterRow } from './row.ts';
import { rowsOf, type RowGroups } from './row-groups.ts';
import { columnKeys } from './template.ts';

/** Things that stand twice: a username or an e-mail of two students, and rows that say the same from end to end. */
export function findRepeats(index: RosterIndex): RowProblem[] {
  const idsByGuid = findIdsByGuid(index);
  return [
    ...sharedBetweenStudents(index.usernames, 'username', idsByGuid),
    ...sharedBetweenStudents(index.emails, 'email', idsByGuid),
    ...repeatedRows(index),
  ];
}

/** The Student ID of each GUID. Of several (an error on their rows) the first as text, whatever the order of rows. */
function findIdsByGuid({ students }: RosterIndex): Map<string, string> {
  const ids = new Map<string, string>();
  for (const [guid, known] of students.byGuid.byKey) {
    const [first] = rowsOf(known)
      .map((row) => row.cells.studentId ?? '')
      .filter((id) => id !== '')
      .sort();
    if (first !== undefined) ids.set(guid, first);
  }
  return ids;
}

function sharedBetweenStudents(
  groups: RowGroups,
  column: 'username' | 'email',
  idsByGuid: ReadonlyMap<string, string>,
): RowProblem[] {
  const found: RowProblem[] = [];
  const code = column === 'username' ? 'username.repeated' : 'email.repeated';
  for (const { rows } of groups.shared) {
    const [first] = rows;
    if (!first) continue;
    const students = rows.map((row) => studentOf(row, idsByGuid));
    const other = rows[students.findIndex((student) => student !== students[0])];
    if (!other) continue;
    for (const [position, row] of rows.entries()) {
      const { rowNumber: otherRow } = students[position] === students[0] ? other : first;
      const at = { rowNumber: row.rowNumber, column, value: row.cells[column] ?? '' };
      found.push(problem(code, at, { otherRow }));
    }
  }
  return found;
}

/** Whose row it is: the Student ID, also when only another row of the same GUID has it; else the GUID. */
function studentOf({ cells }: RosterRow, idsByGuid: ReadonlyMap<string, string>): string {
  if (cells.studentId) return cells.studentId;
  const guid = (cells.userGuid ?? '').toLowerCase();
  return idsByGuid.get(guid) ?? `guid ${guid}`;
}

function repeatedRows({ students }: RosterIndex): RowProblem[] {
  const found: RowProblem[] = [];
  for (const { rows } of students.byId.shared) addRepeatedRows(rows, 'studentId', found);
  for (const { rows } of students.byGuid.shared) {
    const withoutId = rows.filter((row) => (row.cells.studentId ?? '') === '');
    addRepeatedRows(withoutId, 'userGuid', found);
  }
  return found;
}

function addRepeatedRows(
  rows: readonly RosterRow[],
  column: 'studentId' | 'userGuid',
  found: RowProblem[],
): void {
  for (const sameClass of groupedBy(rows, placeKey)) {
    for (const same of groupedBy(sameClass, wholeRowKey)) {
      const [first, second] = same;
      if (!first || !second) continue;
      for (const row of same) {
        const at = { rowNumber: row.rowNumber, column, value: row.cells[column] ?? '' };
        const { rowNumber: otherRow } = row === first ? second : first;
        found.push(problem('student.row_repeated', at, { otherRow }));
      }
    }
  }
}

/** The groups of two rows and more. */
function groupedBy(rows: readonly RosterRow[], keyOf: (row: RosterRow) => string): RosterRow[][] {
  if (rows.length < 2) return [];
  const groups = new Map<string, RosterRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Cheap to make; few rows of one student share it, and only those are compared from end to end. */
function placeKey({ cells }: RosterRow): string {
  return `${cells.classId ?? ''}\n${cells.classGuid?.toLowerCase() ?? ''}\n${cells.masterCode ?? ''}`;
}

function wholeRowKey(row: RosterRow): string {
  return columnKeys.map((column) => comparableCell(row, column)).join('\n');
}
