import type { RosterRow } from './row.ts';
import { addToGroups, createRowGroups, rowsOf, type RowGroups } from './row-groups.ts';
import { studentColumns, type ColumnKey } from './template.ts';

/** What rows of one class must agree on; each may bring its own Master Code, as a class can have several products. */
export const agreedClassColumns = [
  'classGuid',
  'classId',
  'className',
  'classGradeLevel',
  'classStartDate',
  'classEndDate',
] as const satisfies readonly ColumnKey[];

/** Things named by an id, a GUID, or both: rows meet when they share either. */
export interface NamedGroups {
  readonly byId: RowGroups;
  readonly byGuid: RowGroups;
}

/** The rows of a roster by what they name; built while the rows come in. */
export interface RosterIndex {
  readonly students: NamedGroups;
  readonly classes: NamedGroups;
  readonly usernames: RowGroups;
  readonly emails: RowGroups;
}

export function createRosterIndex(): RosterIndex {
  return {
    students: { byId: createRowGroups(studentColumns), byGuid: createRowGroups(studentColumns) },
    classes: { byId: createRowGroups(agreedClassColumns), byGuid: createRowGroups(agreedClassColumns) },
    usernames: createRowGroups([]),
    emails: createRowGroups([]),
  };
}

/** Takes up a row whose faulty cells were blanked: a cell that is wrong by itself is compared with nothing. */
export function indexRow(index: RosterIndex, row: RosterRow): void {
  const {
    userGuid = '',
    studentId = '',
    username = '',
    email = '',
    classGuid = '',
    classId = '',
  } = row.cells;
  addToGroups(index.classes.byId, classId, row);
  addToGroups(index.classes.byGuid, classGuid.toLowerCase(), row);
  // A row that does not say whose it is cannot be told from any other student's.
  if (userGuid === '' && studentId === '') return;
  addToGroups(index.students.byId, studentId, row);
  addToGroups(index.students.byGuid, userGuid.toLowerCase(), row);
  addToGroups(index.usernames, username.toLowerCase(), row);
  addToGroups(index.emails, email.toLowerCase(), row);
}

/** How many different students or classes the rows name. */
export function countNamed(groups: NamedGroups, idColumn: 'studentId' | 'classId'): number {
  let count = groups.byId.byKey.size;
  for (const known of groups.byGuid.byKey.values()) {
    if (rowsOf(known).every((row) => (row.cells[idColumn] ?? '') === '')) count += 1;
  }
  return count;
}
