import { mapHeader } from '#domain/roster/map-columns.ts';
import { columnKeys, headerNames, type ColumnKey, type HeaderLanguage } from '#domain/roster/template.ts';
import type { Table } from './table.ts';

/** The blank template: every column of the roster file, no rows. */
export function templateTable(language: HeaderLanguage): Table {
  return { header: columnKeys.map((key) => headerNames[language][key]), rows: [] };
}

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
  const mapping = mapHeader(header);
  if (!mapping.ok) return [];
  return mapping.value.flatMap((key, index) => (key !== null && codeColumns.has(key) ? [index] : []));
}
