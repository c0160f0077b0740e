import * as v from 'valibot';
import { auditEvents } from '#domain/audit/audit-event.ts';

const whole = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number));

/** Which entries: of a person (a username or words of a name), of one kind, from a moment up to another. */
const filterEntries = {
  person: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200))),
  event: v.optional(v.picklist(auditEvents)),
  from: v.optional(whole),
  to: v.optional(whole),
};

/** `GET /api/district/audit`, newest first; `before` is the `next` of the page before. */
export const auditQuerySchema = v.object({ ...filterEntries, before: v.optional(whole) });

/** `GET /api/district/audit-export`. */
export const auditExportQuerySchema = v.object(filterEntries);

/** The name is read from the account as it is now; null once it is gone. */
const auditPersonSchema = v.object({ userGuid: v.string(), name: v.nullable(v.string()) });

/** A later server may know more events than this page. */
export const auditEntrySchema = v.object({
  number: v.number(),
  at: v.number(),
  event: v.string(),
  actor: v.nullable(auditPersonSchema),
  subject: v.nullable(auditPersonSchema),
  schoolName: v.nullable(v.string()),
  facts: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
});
export type AuditEntry = v.InferOutput<typeof auditEntrySchema>;

export const auditPageSchema = v.object({ entries: v.array(auditEntrySchema), next: v.nullable(v.number()) });
export type AuditPage = v.InferOutput<typeof auditPageSchema>;

/** `GET /api/district/audit-check`: whether every entry is as it was written; else the first that is not. */
export const auditCheckSchema = v.object({
  isWhole: v.boolean(),
  entryCount: v.number(),
  brokenAt: v.nullable(v.number()),
});
export type AuditCheck = v.InferOutput<typeof auditCheckSchema>;
