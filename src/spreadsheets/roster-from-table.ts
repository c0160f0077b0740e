import { ok, refuse, type Result } from '#domain/result.ts';
import type { FileProblem } from '#domain/roster/file-problem.ts';
import { mapHeader } from '#domain/roster/map-columns.ts';
import type { Roster } from '#domain/roster/roster.ts';
import type { Table } from './table.ts';

/** Takes a table for a roster: its header must name the roster's columns, and there must be rows. */
export function rosterFromTable({ header, rows }: Table): Result<Roster, FileProblem> {
  const mapping = mapHeader(header);
  if (!mapping.ok) return mapping;
  return rows.length === 0 ? refuse({ code: 'file.no_rows' }) : ok({ header, mapping: mapping.value, rows });
}
