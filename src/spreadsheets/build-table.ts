import { ok, refuse, type Result } from '#domain/result.ts';
import { fileLimits, type FileProblem } from '#domain/roster/file-problem.ts';
import { headerSearchRows, isHeader, likeliestHeader } from '#domain/roster/find-header.ts';
import { readSafely } from './safe-cell.ts';
import type { Table } from './table.ts';

/** Columns the wire takes (`batchHeaderSchema`); a sheet with more is not a class list. */
export const MAX_COLUMNS = 200;

/** Characters a spreadsheet cell can hold; more comes from a damaged file, and the wire would not take it. */
const MAX_CELL_LENGTH = 32_767;

export interface TableBuilder {
  /** The next row that is in the file. The cells become the builder's own. Blank rows may be left out or handed in. */
  add(cells: string[], rowNumber: number): void;
  rowCount(): number;
  finish(): Result<Table, FileProblem>;
}

/** Where the header stands: in a file of a known set always in the first row, in all others it has to be found. */
export type HeaderPlace = 'found' | 'first-row';

interface RawRow {
  readonly rowNumber: number;
  readonly cells: string[];
}

/**
 * Makes a table of raw rows, the same for every format. The header is the first row near the top that names what a roster needs,
 * and what stands above it (a title, notes) is no part of the table; a sheet without such a row keeps its first one as header.
 * Blank rows are left out, short rows are padded, and nothing that somebody typed below the header is dropped: text to the right of
 * it gets a column with a blank name.
 */
export function createTableBuilder(header: HeaderPlace = 'found'): TableBuilder {
  const body = createBody();
  let waiting: RawRow[] = [];
  let hasHeader = false;

  function settle(position: number): void {
    hasHeader = true;
    for (const row of waiting.slice(position)) body.add(row);
    waiting = [];
  }

  return {
    add(cells, rowNumber) {
      if (cells.every(isBlank)) return;
      if (hasHeader) return body.add({ rowNumber, cells });
      const isNearTop = rowNumber <= headerSearchRows;
      if (!isNearTop && waiting.length > 0) settle(likeliestHeader(waiting.map((row) => row.cells)));
      if (hasHeader) return body.add({ rowNumber, cells });
      waiting.push({ rowNumber, cells });
      if (!isNearTop || header === 'first-row' || isHeader(cells)) settle(waiting.length - 1);
    },
    rowCount: body.rowCount,
    finish() {
      if (!hasHeader) settle(likeliestHeader(waiting.map((row) => row.cells)));
      return body.finish();
    },
  };
}

/** The header and the rows below it. Rows over the limit are counted and not kept, so that the refusal can say how many there are. */
function createBody() {
  let header: string[] | null = null;
  let rowCount = 0;
  let width = 0;
  let longestCell = 0;
  const rows: RawRow[] = [];

  function clean(cells: string[]): void {
    while (cells.length > width && isBlank(cells.at(-1) ?? '')) cells.pop();
    if (cells.length > width) width = cells.length;
    for (let index = 0; index < cells.length; index += 1) {
      const cell = cells[index] ?? '';
      if (cell.length > longestCell) longestCell = cell.length;
      if (cell.charCodeAt(0) === APOSTROPHE) cells[index] = readSafely(cell);
    }
  }

  return {
    add({ rowNumber, cells }: RawRow): void {
      if (header !== null) rowCount += 1;
      if (rowCount > fileLimits.rows) return;
      clean(cells);
      if (header === null) header = cells;
      else rows.push({ rowNumber, cells });
    },
    rowCount: () => rowCount,
    finish(): Result<Table, FileProblem> {
      if (header === null) return refuse({ code: 'file.empty' });
      const limit = fileLimits.rows;
      if (rowCount > limit) return refuse({ code: 'file.too_many_rows', limit, rows: rowCount });
      if (width > MAX_COLUMNS || longestCell > MAX_CELL_LENGTH) return refuse({ code: 'file.unreadable' });
      pad(header, width);
      for (const row of rows) pad(row.cells, width);
      return ok({ header, rows });
    },
  };
}

const APOSTROPHE = 39;

function isBlank(cell: string): boolean {
  return cell === '' || cell.trim() === '';
}

function pad(cells: string[], width: number): void {
  while (cells.length < width) cells.push('');
}
