import type { Kysely } from 'kysely';
import type { AuditEventName, AuditFacts } from '#domain/audit/audit-event.ts';
import type { DistrictId, SchoolId, UserGuid } from '#domain/ids.ts';
import type { SignedIn } from '../auth/signed-in.ts';
import type { Database } from '../database/schema.ts';
import type { Parts } from '../parts.ts';
import { firstHash, sealEntry, sealHead } from './seal-entry.ts';

/** Something worth remembering: who (`actor`) did what, to whom (`subject`), in which school. */
export interface AuditEvent {
  readonly event: AuditEventName;
  readonly districtId: DistrictId;
  /** Null when nobody is known, as at a failed sign-in. */
  readonly actor: UserGuid | null;
  readonly subject?: UserGuid | null;
  readonly schoolId?: SchoolId | null;
  readonly facts?: AuditFacts;
}

export type AuditParts = Pick<Parts, 'clock' | 'keys'>;

/**
 * Writes an entry in the transaction of what it tells of: both are there, or neither. Call it last in a transaction:
 * whoever writes to a district's log waits for the others who do, and must not hold what those wait for.
 */
export async function recordEvent(
  trx: Kysely<Database>,
  { event, districtId, actor, subject = null, schoolId = null, facts = {} }: AuditEvent,
  { clock, keys }: AuditParts,
): Promise<void> {
  const head = await nextPlace(trx, districtId);
  const entry = {
    district_id: districtId,
    number: head.last_number,
    at: clock(),
    event,
    actor_guid: actor,
    subject_guid: subject,
    school_id: schoolId,
    facts: JSON.stringify(facts),
    key_id: keys.current.keyId,
  };
  const hash = sealEntry(entry, head.last_hash, keys.current);
  await trx
    .insertInto('audit_log')
    .values({ ...entry, hash })
    .execute();
  await trx
    .updateTable('audit_heads')
    .set({ last_hash: hash, seal: sealHead(entry, hash, keys.current) })
    .where('district_id', '=', districtId)
    .execute();
}

/** Like `recordEvent`, for what has no transaction of its own: a read, a refusal. */
export async function recordAlone(event: AuditEvent, parts: AuditParts & Pick<Parts, 'db'>): Promise<void> {
  await parts.db.transaction().execute((trx) => recordEvent(trx, event, parts));
}

/** What a signed-in person did or read, for a route. */
export function recordFor(
  { districtId, userGuid }: Pick<SignedIn, 'districtId' | 'userGuid'>,
  event: Omit<AuditEvent, 'districtId' | 'actor'>,
  parts: AuditParts & Pick<Parts, 'db'>,
): Promise<void> {
  return recordAlone({ ...event, districtId, actor: userGuid }, parts);
}

/** Takes the next number, and with it the right to write: until the commit everybody else waits here. */
function nextPlace(trx: Kysely<Database>, districtId: DistrictId) {
  return trx
    .insertInto('audit_heads')
    .values({ district_id: districtId, last_number: 1, last_hash: firstHash, seal: '' })
    .onConflict((conflict) =>
      conflict
        .column('district_id')
        .doUpdateSet((eb) => ({ last_number: eb('audit_heads.last_number', '+', 1) })),
    )
    .returning(['last_number', 'last_hash'])
    .executeTakeFirstOrThrow();
}
