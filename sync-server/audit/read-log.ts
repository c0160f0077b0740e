import type { AuditEntry, AuditPage } from '#protocol/audit.ts';
import type { DistrictScope } from '../organizations/scope.ts';
import type { Parts } from '../parts.ts';
import { type EntriesWanted, listEntries } from './audit.repository.ts';

const ENTRIES_PER_PAGE = 50;

export type LogFilter = Omit<EntriesWanted, 'limit'>;

/** A page of a district's log, newest first. */
export async function auditPage(
  scope: DistrictScope,
  filter: LogFilter,
  { db }: Pick<Parts, 'db'>,
): Promise<AuditPage> {
  const found = await listEntries(db, scope, { ...filter, limit: ENTRIES_PER_PAGE + 1 });
  const shown = found.slice(0, ENTRIES_PER_PAGE);
  const next = found.length > shown.length ? (shown.at(-1)?.number ?? null) : null;
  return { entries: shown.map(toEntry), next };
}

type FoundEntry = Awaited<ReturnType<typeof listEntries>>[number];

export function toEntry(found: FoundEntry): AuditEntry {
  return {
    number: found.number,
    at: found.at,
    event: found.event,
    actor: toPerson(found.actor_guid, found.actorFirst, found.actorLast),
    subject: toPerson(found.subject_guid, found.subjectFirst, found.subjectLast),
    schoolName: found.schoolName,
    facts: JSON.parse(found.facts) as AuditEntry['facts'],
  };
}

function toPerson(userGuid: string | null, first: string | null, last: string | null): AuditEntry['actor'] {
  if (userGuid === null) return null;
  return { userGuid, name: first === null ? null : `${first} ${last ?? ''}`.trim() };
}
