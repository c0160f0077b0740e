import type { CellTexts, RosterRow } from './row.ts';
import { groupRows, rowsOf, type RowGroups } from './row-groups.ts';
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

/** The rows of a roster by what they name. */
export interface RosterIndex {
  readonly students: NamedGroups;
  readonly classes: NamedGroups;
  readonly usernames: RowGroups;
  readonly emails: RowGroups;
}

/**
 * Takes up rows whose faulty cells were blanked: a cell that is wrong by itself is compared with nothing. One kind of key after the other,
 * and not row by row: a large roster's groups of one kind fit in a processor's cache, those of six kinds do not.
 */
export function indexRows(rows: readonly RosterRow[]): RosterIndex {
  return {
    students: {
      byId: groupRows(rows, ({ studentId = '' }) => studentId, studentColumns),
      byGuid: groupRows(rows, ({ userGuid = '' }) => userGuid.toLowerCase(), studentColumns),
    },
    classes: {
      byId: groupRows(rows, ({ classId = '' }) => classId, agreedClassColumns),
      byGuid: groupRows(rows, ({ classGuid = '' }) => classGuid.toLowerCase(), agreedClassColumns),
    },
    usernames: groupRows(
      rows,
      (cells) => (namesStudent(cells) ? (cells.username ?? '').toLowerCase() : ''),
      [],
    ),
    emails: groupRows(rows, (cells) => (namesStudent(cells) ? (cells.email ?? '').toLowerCase() : ''), []),
  };
}

/** A row that does not say whose it is cannot be told from any other student's. */
function namesStudent({ userGuid, studentId }: CellTexts): boolean {
  return Boolean(userGuid) || Boolean(studentId);
}

/** How many different students or classes the rows name. */
export function countNamed(groups: NamedGroups, idColumn: 'studentId' | 'classId'): number {
  let count = groups.byId.byKey.size;
  for (const known of groups.byGuid.byKey.values()) {
    if (rowsOf(known).every((row) => (row.cells[idColumn] ?? '') === '')) count += 1;
  }
  return count;
}
