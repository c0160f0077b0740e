import { createHmac, hkdfSync } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { ServerKey } from '../accounts/server-keys.ts';
import type { AuditLogTable } from '../database/schema.ts';

export type AuditEntry = Selectable<AuditLogTable>;

/** What stands before the first entry. */
export const firstHash = '';

/** In this order, so that the same entry always gives the same text. */
const sealed = [
  'district_id',
  'number',
  'at',
  'event',
  'actor_guid',
  'subject_guid',
  'school_id',
  'facts',
  'key_id',
] as const satisfies readonly (keyof AuditEntry)[];

/**
 * HMAC-SHA-256 over the entry and the hash of the one before it, with a key of its own made from the server key: who
 * can write to the database but has not the key can change nothing without breaking the chain.
 */
export function sealEntry(
  entry: Omit<AuditEntry, 'hash'>,
  previousHash: string,
  { secret }: ServerKey,
): string {
  const text = JSON.stringify([previousHash, ...sealed.map((column) => entry[column])]);
  return createHmac('sha256', auditKey(secret)).update(text).digest('hex');
}

/** Says that the log ends with this entry. The hash alone could be taken from the entry before it. */
export function sealHead(
  { district_id, number }: Pick<AuditEntry, 'district_id' | 'number'>,
  hash: string,
  { secret }: ServerKey,
): string {
  const text = JSON.stringify(['head', district_id, number, hash]);
  return createHmac('sha256', auditKey(secret)).update(text).digest('hex');
}

function auditKey(secret: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'audit-log/v1', 32));
}
