import type { ColumnKey } from '#domain/roster/template.ts';
import type { ReviewSummary, RosterView, ViewRow } from '#worker/roster-api.ts';

/** Rows of one filter that are here, by their position in it. */
export type ShownRows = ReadonlyMap<number, ViewRow>;

type ShownView = Pick<RosterView, 'total' | 'rows'>;

export const noRows: ShownRows = new Map();

/** The rows of a view that begins at `from`, and the row at `kept` of those before, as long as the filter has it. */
export function shownRows(view: ShownView, from: number, kept: number, before: ShownRows): ShownRows {
  const rows = new Map(view.rows.map((row, index) => [from + index, row]));
  const keptRow = before.get(kept);
  if (keptRow && !rows.has(kept) && kept < view.total) rows.set(kept, keptRow);
  return rows;
}

/** The same with another text in one cell. */
export function withCell(rows: ShownRows, position: number, columnIndex: number, text: string): ShownRows {
  const row = rows.get(position);
  return row ? new Map(rows).set(position, { ...row, cells: row.cells.with(columnIndex, text) }) : rows;
}

/** The columns that have a problem somewhere, and those of `more`. */
export function problemColumns(
  summary: ReviewSummary,
  more: ReadonlySet<ColumnKey> = new Set(),
): ReadonlySet<ColumnKey> {
  return new Set([...more, ...summary.problemCounts.map(({ column }) => column)]);
}
