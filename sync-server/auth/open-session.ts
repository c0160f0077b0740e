import type { Kysely } from 'kysely';
import type { UserGuid } from '#domain/ids.ts';
import type { Role } from '#domain/organizations/organization.ts';
import type { Milliseconds } from '#domain/time.ts';
import type { Database } from '../database/schema.ts';
import type { Parts } from '../parts.ts';
import { sessionEnd } from './session-lifetime.ts';
import { hashToken, newToken } from './session-token.ts';
import { insertSession } from './sessions.repository.ts';

/** A session just opened. The token leaves the server once, in the cookie. */
export interface NewSession {
  readonly token: string;
  readonly role: Role;
  readonly createdAt: Milliseconds;
  readonly expiresAt: Milliseconds;
}

export interface SessionOwner {
  readonly userGuid: UserGuid;
  readonly role: Role;
  readonly mustChangePassword: boolean;
  readonly attemptHash: string | null;
}

/** Opens a session under a fresh token, inside the transaction of what allows it. */
export async function openSession(
  trx: Kysely<Database>,
  owner: SessionOwner,
  parts: Pick<Parts, 'clock' | 'randomBytes'>,
): Promise<NewSession> {
  const createdAt = parts.clock();
  const token = newToken(parts);
  const expiresAt = sessionEnd(owner.role, owner.mustChangePassword, createdAt);
  await insertSession(trx, {
    token_hash: hashToken(token),
    user_guid: owner.userGuid,
    must_change_password: owner.mustChangePassword ? 1 : 0,
    attempt_hash: owner.attemptHash,
    created_at: createdAt,
    last_seen_at: createdAt,
    expires_at: expiresAt,
  });
  return { token, role: owner.role, createdAt, expiresAt };
}
