import type { ColumnKey } from '#domain/roster/template.ts';

/** The student's name as it stands in a row, or an empty text. */
export function studentName(cells: readonly string[], mapping: readonly (ColumnKey | null)[]): string {
  const parts = [mapping.indexOf('firstName'), mapping.indexOf('lastName')].map((at) => cells[at] ?? '');
  return parts.filter((part) => part !== '').join(' ');
}
