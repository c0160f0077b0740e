import { readHeader } from '#domain/roster/map-columns.ts';
import type { ColumnKey } from '#domain/roster/template.ts';

/** Columns whose values are codes and not words or dates: a spreadsheet that takes them for numbers damages them. */
const codeColumns: ReadonlySet<ColumnKey> = new Set<ColumnKey>([
  'userGuid',
  'studentId',
  'username',
  'password',
  'classGuid',
  'classId',
  'masterCode',
]);

/** Which columns of a file are codes, by their names; for `writeXlsx`. */
export function textColumnsOf(header: readonly string[]): number[] {
  return readHeader(header).flatMap((key, index) => (key !== null && codeColumns.has(key) ? [index] : []));
}
