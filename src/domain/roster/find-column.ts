import { requiredForNewStudent, studentColumns, type ColumnKey, type Mapping } from './template.ts';

/**
 * The position of the column whose cells say this, or -1: the column of that meaning; for a name also the one that holds whole
 * names, and for the Class ID of a file without one the class's name, which stands in for it.
 */
export function findColumn(mapping: Mapping, key: ColumnKey): number {
  const own = mapping.indexOf(key);
  if (own >= 0) return own;
  if (key === 'firstName' || key === 'lastName') return mapping.indexOf('lastFirst');
  return key === 'classId' ? mapping.indexOf('className') : -1;
}

/**
 * The columns that new students need and no column of the file fills. A file with a User GUID needs none: its rows may update
 * only. Nor does a file of classes.
 */
export function missingColumns(mapping: Mapping): ColumnKey[] {
  if (mapping.includes('userGuid') || isClassFile(mapping)) return [];
  return requiredForNewStudent.filter((key) => findColumn(mapping, key) < 0);
}

/** Whether a file tells of classes and of no student, as Export Classes does: it makes classes and no accounts. */
export function isClassFile(mapping: Mapping): boolean {
  const namesStudent = mapping.includes('lastFirst') || studentColumns.some((key) => mapping.includes(key));
  return !namesStudent && mapping.includes('classId') && mapping.includes('className');
}
