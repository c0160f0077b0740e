import type { RowProblem } from './problem.ts';
import type { CellTexts } from './row.ts';
import type { Mapping } from './template.ts';

/**
 * A roster as the teacher gave it: the file's own columns in the file's own order, every cell as text.
 * `mapping[i]` is what column `i` means, or null when Rollbook does not use it; it travels and comes back unchanged.
 */
export interface Roster {
  readonly header: readonly string[];
  readonly mapping: Mapping;
  readonly rows: readonly SourceRow[];
}

/** Cells are parallel to the header; short rows are padded with blanks. `rowNumber` is the line the teacher sees in the file. */
export interface SourceRow {
  readonly rowNumber: number;
  readonly cells: readonly string[];
}

/** Cells to lay over rows, by row number. */
export type FilledCells = ReadonlyMap<number, CellTexts>;

/** What the rules say about a whole roster. Problems are ordered by row, then by template column. */
export interface RosterCheck {
  readonly problems: readonly RowProblem[];
  readonly rowCount: number;
  /** Rows with at least one error: these will be refused. */
  readonly refusedRowCount: number;
  /** Rows with warnings only. */
  readonly warnedRowCount: number;
  /** Different students and classes that the rows name, refused ones included. */
  readonly studentCount: number;
  readonly classCount: number;
  /** What `fillBlanks` lays over a row before it is read: blanks that other rows of its student or class fill. */
  readonly filledCells: FilledCells;
}
