import type { CellTexts, RosterRow } from './row.ts';
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
}

/** Rows by the key that `keyOf` makes of their cells; a blank key names nothing. */
export function groupRows(
  rows: readonly RosterRow[],
  keyOf: (cells: CellTexts) => string,
  comparedColumns: readonly ColumnKey[],
): RowGroups {
  const byKey: RowGroups['byKey'] = new Map();
  const shared: RowGroup[] = [];
  for (const row of rows) {
    const key = keyOf(row.cells);
    if (key === '') continue;
    const known = byKey.get(key);
    if (known === undefined) {
      byKey.set(key, row);
    } else if ('rows' in known) {
      known.isUniform &&= hasSameTexts(known.rows[0], row, comparedColumns);
      known.rows.push(row);
    } else {
      const group = { rows: [known, row], isUniform: hasSameTexts(known, row, comparedColumns) };
      byKey.set(key, group);
      shared.push(group);
    }
  }
  return { byKey, shared };
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
