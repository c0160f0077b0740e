import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { AuditEventName } from '#domain/audit/audit-event.ts';
import { foldForSearch } from '../accounts/search-name.ts';
import type { Database } from '../database/schema.ts';
import type { DistrictScope } from '../organizations/scope.ts';

type Db = Kysely<Database>;

export interface EntriesWanted {
  /** A username or words of a name, of whoever did it or to whom it was done; undefined for everyone. */
  readonly person?: string | undefined;
  readonly event?: AuditEventName | undefined;
  /** From this moment on, and before the other one. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Only entries with a smaller number. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Entries of a district's log, newest first, with the names that belong to their ids by now. */
export function listEntries(db: Db, { districtId }: DistrictScope, wanted: EntriesWanted) {
  const { person = '', event, from, to, before } = wanted;
  return db
    .selectFrom('audit_log')
    .leftJoin('users as actors', 'actors.user_guid', 'audit_log.actor_guid')
    .leftJoin('users as subjects', 'subjects.user_guid', 'audit_log.subject_guid')
    .leftJoin('schools', 'schools.school_id', 'audit_log.school_id')
    .selectAll('audit_log')
    .select(['actors.first_name as actorFirst', 'actors.last_name as actorLast'])
    .select(['subjects.first_name as subjectFirst', 'subjects.last_name as subjectLast'])
    .select('schools.name as schoolName')
    .where('audit_log.district_id', '=', districtId)
    .$if(event !== undefined, (query) => query.where('audit_log.event', '=', event ?? ''))
    .$if(from !== undefined, (query) => query.where('audit_log.at', '>=', from ?? 0))
    .$if(to !== undefined, (query) => query.where('audit_log.at', '<', to ?? 0))
    .$if(before !== undefined, (query) => query.where('audit_log.number', '<', before ?? 0))
    .$if(person !== '', (query) => query.where((eb) => isAbout(eb, districtId, person)))
    .orderBy('audit_log.number', 'desc')
    .limit(wanted.limit)
    .execute();
}

/** Somebody of this name did it, or it was done to them. */
function isAbout(eb: ExpressionBuilder<Database, 'audit_log'>, districtId: string, person: string) {
  const words = foldForSearch(person)
    .split(' ')
    .filter((word) => word !== '');
  const people = eb
    .selectFrom('users')
    .select('users.user_guid')
    .where('users.district_id', '=', districtId)
    .where((inner) =>
      inner.or([
        inner('users.username', '=', person.toLowerCase()),
        inner.and(words.map((word) => sql<boolean>`users.search_name like ${patternOf(word)} escape '\\'`)),
      ]),
    );
  return eb.or([eb('audit_log.actor_guid', 'in', people), eb('audit_log.subject_guid', 'in', people)]);
}

function patternOf(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}
