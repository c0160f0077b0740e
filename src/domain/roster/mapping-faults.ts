import { missingColumns } from './find-column.ts';
import { foldHeader } from './header-names.ts';
import type { ColumnKey, Mapping } from './template.ts';

/** Why what somebody says of the columns cannot be taken as it is. */
export interface MappingFaults {
  /** What new students need and no column fills. */
  readonly missing: readonly ColumnKey[];
  /** Positions of columns that mean what a column before them means; a whole name means both names. */
  readonly clashing: readonly number[];
}

export function findMappingFaults(mapping: Mapping): MappingFaults {
  const seen = new Set<ColumnKey>();
  const clashing = mapping.flatMap((meaning, index) => {
    const keys: readonly ColumnKey[] =
      meaning === 'lastFirst' ? ['firstName', 'lastName'] : meaning === null ? [] : [meaning];
    const isClash = keys.some((key) => seen.has(key));
    for (const key of keys) seen.add(key);
    return isClash ? [index] : [];
  });
  return { missing: missingColumns(mapping), clashing };
}

/**
 * What two files have in common that come from the same place: the names of their columns, as they are compared. Null for a file
 * without names, which could be from anywhere.
 */
export function headerShape(header: readonly string[]): string | null {
  const names = header.map(foldHeader);
  return names.every((name) => name === '') ? null : names.join('\n');
}
