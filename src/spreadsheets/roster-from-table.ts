import { ok, refuse, type Result } from '#domain/result.ts';
import type { FileProblem } from '#domain/roster/file-problem.ts';
import { countKnownNames, showStart } from '#domain/roster/find-header.ts';
import { takeTable, type TakenTable } from '#domain/roster/take-table.ts';
import type { Table } from './table.ts';

/** A table that is less wide is a note, unless its one name is a known one. */
const leastColumns = 2;

/** Takes a table for a roster: it must have rows, and more than one column. What its columns mean may still have to be asked. */
export function rosterFromTable(table: Table): Result<TakenTable, FileProblem> {
  const { header, rows } = table;
  if (countKnownNames(header) === 0) {
    const width = header.filter((cell) => cell.trim() !== '').length;
    if (width < leastColumns || rows.length === 0) {
      return refuse({ code: 'file.no_header', found: showStart(header) });
    }
  }
  return rows.length === 0 ? refuse({ code: 'file.no_rows' }) : ok(takeTable(table));
}
