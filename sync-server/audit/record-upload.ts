import type { Kysely, Selectable } from 'kysely';
import type { AuditEventName, AuditFacts } from '#domain/audit/audit-event.ts';
import type { UserGuid } from '#domain/ids.ts';
import type { BatchTable, Database } from '../database/schema.ts';
import { type AuditParts, recordEvent } from './record-event.ts';

export interface UploadEvent {
  readonly event: Extract<AuditEventName, `upload_${string}`>;
  readonly upload: Pick<Selectable<BatchTable>, 'batch_id' | 'school_id'>;
  /** Who sent it, or undid it. */
  readonly actor: UserGuid;
  readonly facts: AuditFacts;
}

/** What became of an upload. Like `recordEvent`, the last in its transaction. */
export async function recordUpload(
  trx: Kysely<Database>,
  { event, upload, actor, facts }: UploadEvent,
  parts: AuditParts,
): Promise<void> {
  const { district_id: districtId } = await trx
    .selectFrom('schools')
    .select('district_id')
    .where('school_id', '=', upload.school_id)
    .executeTakeFirstOrThrow();
  const all = { batchId: upload.batch_id, ...facts };
  await recordEvent(trx, { event, districtId, actor, schoolId: upload.school_id, facts: all }, parts);
}
