import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import {
  currentWordlistVersion,
  isExpired,
  normalizeTypedTemporaryPassword,
  renderTemporaryPassword,
  TEMPORARY_PASSWORD_LIFETIME_MS,
  temporaryPasswordMessage,
} from '#domain/accounts/temporary-password.ts';
import type { Milliseconds } from '#domain/time.ts';
import type { UserTable } from '../database/schema.ts';
import type { Parts } from '../parts.ts';
import type { ServerKeys } from './server-keys.ts';

/** The columns of a user that a temporary password derives from. The password itself stands nowhere. */
export type TemporaryPasswordColumns = Pick<
  UserTable,
  | 'user_guid'
  | 'password_state'
  | 'temporary_key_id'
  | 'temporary_wordlist'
  | 'temporary_nonce'
  | 'temporary_issued_at'
  | 'temporary_used_at'
>;

const NONCE_BYTES = 16;

/** The columns of a fresh issue: to insert with a new user, or to put in place of whatever password there was. */
export function issueTemporaryPassword(
  parts: Pick<Parts, 'clock' | 'randomBytes' | 'keys'>,
  issuedBy: string | null,
) {
  return {
    password_state: 'temporary',
    password_hash: null,
    sealed_password: null,
    temporary_key_id: parts.keys.current.keyId,
    temporary_wordlist: currentWordlistVersion,
    temporary_nonce: Buffer.from(parts.randomBytes(NONCE_BYTES)).toString('base64url'),
    temporary_issued_at: parts.clock(),
    temporary_used_at: null,
    temporary_batch_id: issuedBy,
    password_set_by_person: 0,
  } as const;
}

/** Whether the account's password is a temporary one that still opens the door: not used and not older than its lifetime. */
export function isTemporaryPasswordUsable(
  user: TemporaryPasswordColumns,
  now: Milliseconds,
  lifetime: Milliseconds = TEMPORARY_PASSWORD_LIFETIME_MS,
): boolean {
  const { password_state, temporary_issued_at, temporary_used_at } = user;
  if (password_state !== 'temporary' || temporary_used_at !== null || temporary_issued_at === null)
    return false;
  return !isExpired(temporary_issued_at, now, lifetime);
}

/** The temporary password to show in a file or on a card; null once it is used, expired, replaced or its key is gone. */
export function showTemporaryPassword(
  user: TemporaryPasswordColumns,
  { keys, clock }: Pick<Parts, 'keys' | 'clock'>,
  lifetime: Milliseconds = TEMPORARY_PASSWORD_LIFETIME_MS,
): string | null {
  return isTemporaryPasswordUsable(user, clock(), lifetime) ? deriveTemporaryPassword(user, keys) : null;
}

/** Whether the typed text is this account's temporary password, used and expired ones too; says so in constant time. */
export function matchesTemporaryPassword(
  typed: string,
  user: TemporaryPasswordColumns,
  keys: ServerKeys,
): boolean {
  const password = deriveTemporaryPassword(user, keys);
  return password !== null && timingSafeEqual(fingerprint(typed), fingerprint(password));
}

/** The password of the issue in these columns, the same every time; null when it has none or its key was destroyed. */
function deriveTemporaryPassword(user: TemporaryPasswordColumns, keys: ServerKeys): string | null {
  const { user_guid, temporary_key_id, temporary_wordlist, temporary_nonce } = user;
  if (user.password_state !== 'temporary') return null;
  if (temporary_key_id === null || temporary_wordlist === null || temporary_nonce === null) return null;
  const key = keys.find(temporary_key_id);
  if (key === undefined) return null;
  const issue = {
    keyId: key.keyId,
    wordlistVersion: temporary_wordlist,
    userGuid: user_guid,
    nonce: temporary_nonce,
  };
  return renderTemporaryPassword(sign(temporaryPasswordMessage(issue), key.secret), temporary_wordlist);
}

function sign(message: string, secret: Buffer): Uint8Array {
  return createHmac('sha256', secret).update(message).digest();
}

function fingerprint(password: string): Buffer {
  return createHash('sha256').update(normalizeTypedTemporaryPassword(password)).digest();
}
