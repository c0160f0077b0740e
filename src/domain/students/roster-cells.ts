import type { StudentFacts } from '../accounts/account.ts';
import type { ClassFacts } from '../classes/school-class.ts';
import { columnKeys, headerNames, type ColumnKey, type HeaderLanguage } from '../roster/template.ts';

/** A student, and one class of the student or none, as one row of a roster; or a class alone. */
export interface RosterFacts {
  readonly student: StudentFacts | null;
  readonly schoolClass: ClassFacts | null;
}

/** The template's header, in template order. */
export function rosterHeader(language: HeaderLanguage): string[] {
  return columnKeys.map((key) => headerNames[language][key]);
}

/**
 * A row in template order, as the account and the class are. Read again it changes nothing: it carries both GUIDs,
 * and what is blank in it is kept.
 */
export function rosterCells(
  { student, schoolClass }: RosterFacts,
  password: string | null,
  masterCode: string | null,
): string[] {
  const texts: Readonly<Partial<Record<ColumnKey, string | null>>> = {
    ...student,
    ...schoolClass,
    password,
    masterCode,
  };
  return columnKeys.map((key) => texts[key] ?? '');
}
