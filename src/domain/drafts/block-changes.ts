import { fileLimits } from '../roster/file-problem.ts';
import type { SourceRow } from '../roster/roster.ts';
import type { CellChange, RosterChange } from './edit-draft.ts';

/** Changes that blank the columns of the rows; cells that are blank already are left out. */
export function clearCells(rows: readonly SourceRow[], columns: readonly number[]): RosterChange[] {
  return asChanges(
    rows.flatMap(({ rowNumber, cells }) =>
      columns.flatMap((columnIndex) =>
        cells[columnIndex] === '' ? [] : [{ rowNumber, columnIndex, text: '' }],
      ),
    ),
  );
}

/** Where a block of cells is to go. */
export interface PastePlace {
  /** The rows it covers, in the order they are shown; rows it needs beyond them are added. */
  readonly rows: readonly SourceRow[];
  /** The columns from its left edge on, in the order they are shown, as positions in the header. */
  readonly columns: readonly number[];
  /** Columns of the roster. */
  readonly width: number;
  /** The first row number that is free after all others, and how many rows there are. */
  readonly nextRowNumber: number;
  readonly rowCount: number;
}

export interface PlannedPaste {
  readonly changes: readonly RosterChange[];
  readonly cellCount: number;
  /** What had no place: columns beyond the last one, rows beyond what a file may have. */
  readonly columnsLeft: number;
  readonly rowsLeft: number;
}

/** How a block of cells goes into a roster: over the cells that are there, and into new rows beyond the last one. */
export function planPaste(cells: readonly (readonly string[])[], place: PastePlace): PlannedPaste {
  const { rows, columns } = place;
  const changed = cells.slice(0, rows.length).flatMap((texts, at) => overRow(texts, rows[at], columns));
  const room = Math.max(0, fileLimits.rows - place.rowCount);
  const beyond = cells.slice(rows.length, rows.length + room);
  const added = beyond.map((texts, at) => newRow(texts, place, place.nextRowNumber + at));
  const width = Math.max(0, ...cells.map((texts) => texts.length));
  const addRows: RosterChange[] = added.length === 0 ? [] : [{ type: 'addRows', rows: added }];
  return {
    changes: [...asChanges(changed), ...addRows],
    cellCount: (Math.min(cells.length, rows.length) + added.length) * Math.min(width, columns.length),
    columnsLeft: Math.max(0, width - columns.length),
    rowsLeft: Math.max(0, cells.length - rows.length - room),
  };
}

/** One text over all of a block, as spreadsheets fill a selection with a single copied cell. */
export function fillBlock(text: string, height: number, width: number): string[][] {
  return Array.from({ length: height }, () => Array.from({ length: width }, () => text));
}

/** So many blank rows, numbered from `nextRowNumber` on. */
export function blankRows(count: number, width: number, nextRowNumber: number): SourceRow[] {
  return Array.from({ length: count }, (_, at) => ({
    rowNumber: nextRowNumber + at,
    cells: Array.from({ length: width }, () => ''),
  }));
}

function overRow(
  texts: readonly string[],
  row: SourceRow | undefined,
  columns: readonly number[],
): CellChange[] {
  if (row === undefined) return [];
  return texts.flatMap((text, at) => {
    const columnIndex = columns[at];
    if (columnIndex === undefined || row.cells[columnIndex] === text) return [];
    return [{ rowNumber: row.rowNumber, columnIndex, text }];
  });
}

function newRow(texts: readonly string[], { columns, width }: PastePlace, rowNumber: number): SourceRow {
  const cells = Array.from({ length: width }, () => '');
  for (const [at, columnIndex] of columns.entries()) cells[columnIndex] = texts[at] ?? '';
  return { rowNumber, cells };
}

function asChanges(cells: readonly CellChange[]): RosterChange[] {
  return cells.length === 0 ? [] : [{ type: 'cells', cells }];
}
