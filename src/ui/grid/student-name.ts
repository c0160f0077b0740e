import { findColumn } from '#domain/roster/find-column.ts';
import type { Mapping } from '#domain/roster/template.ts';

/** The student's name as it stands in a row, or an empty text. */
export function studentName(cells: readonly string[], mapping: Mapping): string {
  const places = new Set([findColumn(mapping, 'firstName'), findColumn(mapping, 'lastName')]);
  const parts = [...places].map((at) => cells[at] ?? '');
  return parts.filter((part) => part !== '').join(' ');
}
