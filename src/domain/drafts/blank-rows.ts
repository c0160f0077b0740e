import type { Roster, SourceRow } from '../roster/roster.ts';

/** A row nobody has typed anything in yet. It stands in the grid and is never counted, checked or sent. */
export function isBlankRow({ cells }: SourceRow): boolean {
  return cells.every((cell) => cell === '' || cell.trim() === '');
}

/** The roster as it is counted, checked and sent; the same object when it has no blank row. */
export function withoutBlankRows(roster: Roster): Roster {
  if (!roster.rows.some(isBlankRow)) return roster;
  return { ...roster, rows: roster.rows.filter((row) => !isBlankRow(row)) };
}
