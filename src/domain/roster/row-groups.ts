import type { RosterRow } from './row.ts';
import type { ColumnKey } from './template.ts';

/** Two rows and more that name the same thing. `isUniform`: their compared cells are the same texts, so nothing to look at. */
export interface RowGroup {
  readonly rows: RosterRow[];
  isUniform: boolean;
}

/** Rows by key. Most keys of a roster stand on one row only; a group is made when a second one comes. */
export interface RowGroups {
  readonly byKey: Map<string, RosterRow | RowGroup>;
  readonly shared: RowGroup[];
  /** What decides `isUniform`. */
  readonly comparedColumns: readonly ColumnKey[];
}

export function createRowGroups(comparedColumns: readonly ColumnKey[]): RowGroups {
  return { byKey: new Map(), shared: [], comparedColumns };
}

/** Puts a row under a key; a blank key names nothing. */
export function addToGroups(groups: RowGroups, key: string, row: RosterRow): void {
  if (key === '') return;
  const known = groups.byKey.get(key);
  if (known === undefined) {
    groups.byKey.set(key, row);
  } else if ('rows' in known) {
    known.isUniform &&= hasSameTexts(known.rows[0], row, groups.comparedColumns);
    known.rows.push(row);
  } else {
    const group = { rows: [known, row], isUniform: hasSameTexts(known, row, groups.comparedColumns) };
    groups.byKey.set(key, group);
    groups.shared.push(group);
  }
}

/** The rows under a key that `byKey` holds. */
export function rowsOf(known: RosterRow | RowGroup): readonly RosterRow[] {
  return 'rows' in known ? known.rows : [known];
}

function hasSameTexts(one: RosterRow | undefined, other: RosterRow, columns: readonly ColumnKey[]): boolean {
  for (const column of columns) {
    if (one?.cells[column] !== other.cells[column]) return false;
  }
  return true;
}
