import { classColumns, headerNames, type HeaderLanguage } from '#domain/roster/template.ts';
import type { SheetPages } from '../files/result-sheets.ts';
import type { SchoolScope } from '../organizations/scope.ts';
import type { Parts } from '../parts.ts';
import { listClassRows } from './classes.repository.ts';

/** What the file is called, before the format's ending. */
export const classExportNames: Readonly<Record<HeaderLanguage, string>> = { en: 'classes', es: 'clases' };

/**
 * All classes of the school under the template's class columns, one row for each program of a class, so that they can
 * be copied beside students: the Class GUID puts a student into the class that exists.
 */
export function classSheet(
  scope: SchoolScope,
  language: HeaderLanguage,
  parts: Pick<Parts, 'db'>,
): SheetPages {
  async function* pages() {
    const rows = await listClassRows(scope, parts);
    yield rows.map((row) => ({ cells: classColumns.map((column) => row[column] ?? '') }));
  }
  return { header: classColumns.map((column) => headerNames[language][column]), pages: pages() };
}
