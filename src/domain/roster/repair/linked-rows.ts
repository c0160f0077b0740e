import type { RosterRow } from '../row.ts';

/** Whose rows a change can reach: those of the same student, or those of the same class. */
export type Reach = 'student' | 'class';

/** Rows by everything that makes the rules compare them with other rows: a map for each of the keys of `linkKeys`. */
export type RowLinks = readonly Map<string, RosterRow[]>[];

/** What a row is compared by, '' where it has none; rows that share none of these cannot contradict each other. */
export function linkKeys({ cells }: RosterRow, reach: Reach): readonly string[] {
  const { userGuid = '', studentId = '', username = '', classGuid = '', classId = '' } = cells;
  return reach === 'student'
    ? [studentId, userGuid.toLowerCase(), username.toLowerCase()]
    : [classId, classGuid.toLowerCase()];
}

export function createRowLinks(rows: readonly RosterRow[], reach: Reach): RowLinks {
  const links = Array.from({ length: 3 }, () => new Map<string, RosterRow[]>());
  for (const row of rows) {
    for (const [at, key] of linkKeys(row, reach).entries()) {
      if (key === '') continue;
      const known = links[at]?.get(key);
      if (known) known.push(row);
      else links[at]?.set(key, [row]);
    }
  }
  return links;
}

/** Whether no other row shares a key with this one. */
export function isSolitary(row: RosterRow, links: RowLinks, reach: Reach): boolean {
  return linkKeys(row, reach).every((key, at) => key === '' || (links[at]?.get(key)?.length ?? 0) < 2);
}

/** Those that share a key with one of these rows, and these. */
export function linkedRows(rows: Iterable<RosterRow>, links: RowLinks, reach: Reach): Map<number, RosterRow> {
  const found = new Map<number, RosterRow>();
  const followed = new Set<readonly RosterRow[]>();
  for (const row of rows) {
    found.set(row.rowNumber, row);
    for (const [at, key] of linkKeys(row, reach).entries()) {
      const others = links[at]?.get(key);
      if (!others || followed.has(others)) continue;
      followed.add(others);
      for (const other of others) found.set(other.rowNumber, other);
    }
  }
  return found;
}
