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

/** The columns that have a problem somewhere, and those of `more`. */
export function problemColumns(
  summary: ReviewSummary,
  more: ReadonlySet<ColumnKey> = new Set(),
): ReadonlySet<ColumnKey> {
  return new Set([...more, ...summary.problemCounts.map(({ column }) => column)]);
}

export interface GrownList {
  readonly rows: readonly ViewRow[];
  readonly total: number;
}

/**
 * The rows on screen with what is true of them now, and up to `more` new ones at the end. Rows that left the filter
 * stay where they are, with their problems gone, and count in the total as long as they are shown.
 */
export function growList(onScreen: readonly ViewRow[], view: ShownView, more: number): GrownList {
  const current = new Map(view.rows.map((row) => [row.rowNumber, row]));
  const kept = onScreen.map((row) => current.get(row.rowNumber) ?? { ...row, problems: [] });
  const known = new Set(onScreen.map((row) => row.rowNumber));
  const added = view.rows.filter((row) => !known.has(row.rowNumber)).slice(0, more);
  const left = onScreen.filter((row) => !current.has(row.rowNumber)).length;
  return { rows: [...kept, ...added], total: view.total + left };
}
