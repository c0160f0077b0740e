import { refuse, type Result } from '#domain/result.ts';
import type { FileProblem } from '#domain/roster/file-problem.ts';
import { namesRoster } from '#domain/roster/map-columns.ts';
import type { Table } from './table.ts';

/** One sheet of a workbook, read. */
export interface SheetReading {
  readonly name: string;
  readonly table: Result<Table, FileProblem>;
}

/**
 * The sheet that is meant: the one with the roster's columns, so that a sheet of instructions may stand before it; else the only one that
 * is a table. Where several may be meant, nothing is guessed: the refusal names them, and `chosen` says which it is.
 */
export function chooseSheet(
  readings: readonly SheetReading[],
  chosen: string | null,
): Result<Table, FileProblem> {
  if (chosen !== null) {
    return readings.find(({ name }) => name === chosen)?.table ?? refuse({ code: 'file.unreadable' });
  }
  const rosters = readings.filter(holdsRoster);
  const candidates = rosters.length > 0 ? rosters : readings.filter(holdsTable);
  if (candidates.length > 1)
    return refuse({ code: 'file.several_sheets', sheets: candidates.map(countRows) });
  const withHeader = readings.find(({ table }) => table.ok && namesRoster(table.value.header));
  const withAnything = readings.find(({ table }) => table.ok || table.refusal.code !== 'file.empty');
  const [only] = candidates;
  return (only ?? withHeader ?? withAnything)?.table ?? refuse({ code: 'file.empty' });
}

function holdsRoster(reading: SheetReading): boolean {
  return holdsTable(reading) && reading.table.ok && namesRoster(reading.table.value.header);
}

/** At least two columns with a name, and a row below them; less is a note. */
function holdsTable({ table }: SheetReading): boolean {
  if (!table.ok || table.value.rows.length === 0) return false;
  return table.value.header.filter((cell) => cell.trim() !== '').length >= 2;
}

function countRows({ name, table }: SheetReading): { name: string; rows: number } {
  return { name, rows: table.ok ? table.value.rows.length : 0 };
}
