import type { DistrictScope } from '../organizations/scope.ts';
import type { Parts } from '../parts.ts';
import { type AuditEntry, firstHash, sealEntry, sealHead } from './seal-entry.ts';

/** `brokenAt` is the number of the first entry that is not as it was written, or is missing. */
export type LogCheck =
  | { readonly isWhole: true; readonly entryCount: number }
  | { readonly isWhole: false; readonly brokenAt: number };

const ENTRIES_PER_READ = 500;

/**
 * Whether a district's log is as it was written: every entry sealed together with the one before it, none missing,
 * and the last one where the sealed head says. Entries of a server key that was taken away cannot be told from forged
 * ones, and count as such.
 */
export async function verifyLog(
  { districtId }: DistrictScope,
  parts: Pick<Parts, 'db' | 'keys'>,
): Promise<LogCheck> {
  let last: AuditEntry | undefined;
  for (;;) {
    const entries = await readEntries(districtId, last?.number ?? 0, parts);
    for (const entry of entries) {
      const number = (last?.number ?? 0) + 1;
      if (entry.number !== number || !isSealed(entry, last, parts))
        return { isWhole: false, brokenAt: number };
      last = entry;
    }
    if (entries.length === 0) break;
  }
  const entryCount = last?.number ?? 0;
  const isEnd = await isHead(districtId, last, parts);
  return isEnd ? { isWhole: true, entryCount } : { isWhole: false, brokenAt: entryCount + 1 };
}

function isSealed(
  entry: AuditEntry,
  previous: AuditEntry | undefined,
  { keys }: Pick<Parts, 'keys'>,
): boolean {
  const key = keys.find(entry.key_id);
  return key !== undefined && sealEntry(entry, previous?.hash ?? firstHash, key) === entry.hash;
}

async function isHead(
  districtId: string,
  last: AuditEntry | undefined,
  { db, keys }: Pick<Parts, 'db' | 'keys'>,
): Promise<boolean> {
  const head = await db
    .selectFrom('audit_heads')
    .selectAll()
    .where('district_id', '=', districtId)
    .executeTakeFirst();
  if (!head || !last) return !head && !last;
  const key = keys.find(last.key_id);
  return (
    key !== undefined && head.last_number === last.number && head.seal === sealHead(last, last.hash, key)
  );
}

function readEntries(districtId: string, after: number, { db }: Pick<Parts, 'db'>): Promise<AuditEntry[]> {
  return db
    .selectFrom('audit_log')
    .selectAll()
    .where('district_id', '=', districtId)
    .where('number', '>', after)
    .orderBy('number')
    .limit(ENTRIES_PER_READ)
    .execute();
}
