import type { RosterRow } from './row.ts';
import type { ColumnKey } from './template.ts';

/** Rows that name the same thing. `isUniform`: their cells in the compared columns are the same texts, so nothing to look at. */
export interface RowGroup {
  readonly rows: RosterRow[];
  isUniform: boolean;
}

export type RowGroups = Map<string, RowGroup>;

/** Puts a row under a key; a blank key names nothing. `columns` are compared with the group's first row. */
export function addToGroup(
  groups: RowGroups,
  key: string,
  row: RosterRow,
  columns: readonly ColumnKey[] = [],
): void {
  if (key === '') return;
  const group = groups.get(key);
  if (group === undefined) {
    groups.set(key, { rows: [row], isUniform: true });
    return;
  }
  group.isUniform &&= hasSameTexts(group.rows[0], row, columns);
  group.rows.push(row);
}

function hasSameTexts(one: RosterRow | undefined, other: RosterRow, columns: readonly ColumnKey[]): boolean {
  for (const column of columns) {
    if (one?.cells[column] !== other.cells[column]) return false;
  }
  return true;
}
