import type { ColumnKey, Mapping } from './template.ts';

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
