import { findRow } from '../roster/find-row.ts';
import type { Roster, SourceRow } from '../roster/roster.ts';
import type { ColumnMeaning } from '../roster/template.ts';

/** What a cell is to hold; `columnIndex` is a position in the file's header. */
export interface CellChange {
  readonly rowNumber: number;
  readonly columnIndex: number;
  readonly text: string;
}

/**
 * One thing done to a draft. Each has an exact inverse made of the same kinds, so that everything can be undone.
 * Row numbers never move: deleting a row leaves a gap, as a blank line in a file does.
 */
export type RosterChange =
  | { readonly type: 'cells'; readonly cells: readonly CellChange[] }
  /** Rows with numbers the roster does not have: after the last one, or those of rows deleted before. */
  | { readonly type: 'addRows'; readonly rows: readonly SourceRow[] }
  | { readonly type: 'deleteRows'; readonly rowNumbers: readonly number[] }
  /** At the end, cells blank. */
  | { readonly type: 'addColumn'; readonly header: string; readonly key: ColumnMeaning | null }
  /** The last one. */
  | { readonly type: 'removeColumn' }
  /** What the columns mean; `header` where their names change with it, as in a file that has none. */
  | { readonly type: 'mapping'; readonly mapping: Roster['mapping']; readonly header?: Roster['header'] };

/** A changed roster, and what turns it back into the one before. */
export interface ChangedRoster {
  readonly roster: Roster;
  readonly undo: readonly RosterChange[];
}

/**
 * Makes the changes one after the other. `undo`, given to this function with the new roster, gives the old one again,
 * to the character. Rows that did not change stay the same objects. Changes of cells, rows or columns that do not
 * exist are bugs of the caller and throw; nothing is changed then.
 */
export function changeRoster(roster: Roster, changes: readonly RosterChange[]): ChangedRoster {
  let current = roster;
  const undos: (readonly RosterChange[])[] = [];
  for (const change of changes) {
    const changed = applyChange(current, change);
    current = changed.roster;
    undos.push(changed.undo);
  }
  return { roster: current, undo: undos.toReversed().flat() };
}

function applyChange(roster: Roster, change: RosterChange): ChangedRoster {
  switch (change.type) {
    case 'cells':
      return changeCells(roster, change.cells);
    case 'addRows':
      return addRows(roster, change.rows);
    case 'deleteRows':
      return deleteRows(roster, new Set(change.rowNumbers));
    case 'addColumn':
      return addColumn(roster, change);
    case 'removeColumn':
      return removeColumn(roster);
    case 'mapping':
      return changeMapping(roster, change);
  }
}

function changeCells(roster: Roster, cells: readonly CellChange[]): ChangedRoster {
  const rows = [...roster.rows];
  const own = new Map<number, string[]>();
  const before: CellChange[] = [];
  for (const { rowNumber, columnIndex, text } of cells) {
    const row = own.get(rowNumber) ?? ownRow(rows, rowNumber);
    own.set(rowNumber, row);
    const old = row[columnIndex];
    if (old === undefined) throw new Error(`Row ${rowNumber} has no cell ${columnIndex}.`);
    before.push({ rowNumber, columnIndex, text: old });
    row[columnIndex] = text;
  }
  return { roster: { ...roster, rows }, undo: [{ type: 'cells', cells: before.toReversed() }] };
}

/** Puts a copy in the place of a row, and gives its cells to be written. */
function ownRow(rows: SourceRow[], rowNumber: number): string[] {
  const at = findRow(rows, rowNumber);
  const row = rows[at];
  if (row?.rowNumber !== rowNumber) throw new Error(`The roster has no row ${rowNumber}.`);
  const cells = [...row.cells];
  rows[at] = { rowNumber, cells };
  return cells;
}

function addRows(roster: Roster, added: readonly SourceRow[]): ChangedRoster {
  const rows = [...roster.rows, ...added].sort((one, other) => one.rowNumber - other.rowNumber);
  const taken = rows.find((row, at) => row.rowNumber === rows[at + 1]?.rowNumber);
  if (taken) throw new Error(`There would be two rows ${taken.rowNumber}.`);
  const odd = added.find(({ cells }) => cells.length !== roster.header.length);
  if (odd) throw new Error(`Row ${odd.rowNumber} has ${odd.cells.length} cells.`);
  const rowNumbers = added.map((row) => row.rowNumber);
  return { roster: { ...roster, rows }, undo: [{ type: 'deleteRows', rowNumbers }] };
}

function deleteRows(roster: Roster, rowNumbers: ReadonlySet<number>): ChangedRoster {
  const deleted = roster.rows.filter((row) => rowNumbers.has(row.rowNumber));
  if (deleted.length !== rowNumbers.size) throw new Error('A row to delete does not exist.');
  const rows = roster.rows.filter((row) => !rowNumbers.has(row.rowNumber));
  return { roster: { ...roster, rows }, undo: [{ type: 'addRows', rows: deleted }] };
}

function addColumn(
  { header, mapping, rows }: Roster,
  added: Extract<RosterChange, { type: 'addColumn' }>,
): ChangedRoster {
  const roster: Roster = {
    header: [...header, added.header],
    mapping: [...mapping, added.key],
    rows: rows.map(({ rowNumber, cells }) => ({ rowNumber, cells: [...cells, ''] })),
  };
  return { roster, undo: [{ type: 'removeColumn' }] };
}

function removeColumn({ header, mapping, rows }: Roster): ChangedRoster {
  const columnIndex = header.length - 1;
  const name = header[columnIndex];
  if (name === undefined) throw new Error('The roster has no column to remove.');
  const lost = rows.flatMap(({ rowNumber, cells }): CellChange[] => {
    const text = cells[columnIndex] ?? '';
    return text === '' ? [] : [{ rowNumber, columnIndex, text }];
  });
  const roster: Roster = {
    header: header.slice(0, -1),
    mapping: mapping.slice(0, -1),
    rows: rows.map((row) => ({ rowNumber: row.rowNumber, cells: row.cells.slice(0, -1) })),
  };
  const addAgain: RosterChange = { type: 'addColumn', header: name, key: mapping[columnIndex] ?? null };
  return { roster, undo: lost.length === 0 ? [addAgain] : [addAgain, { type: 'cells', cells: lost }] };
}

function changeMapping(
  roster: Roster,
  { mapping, header = roster.header }: Extract<RosterChange, { type: 'mapping' }>,
): ChangedRoster {
  const width = roster.header.length;
  if (mapping.length !== width || header.length !== width) throw new Error('A mapping names every column.');
  const undo: RosterChange = { type: 'mapping', mapping: roster.mapping, header: roster.header };
  return { roster: { ...roster, header, mapping }, undo: [undo] };
}
