import type { Kysely } from 'kysely';
import { TEMPORARY_PASSWORD_LIFETIME_MS } from '#domain/accounts/temporary-password.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Milliseconds } from '#domain/time.ts';
import type { Database } from '../database/schema.ts';
import type { ServerKeys } from './server-keys.ts';

/**
 * Whether these keys belong to this database; remembers the current one. Several servers that start at once agree on
 * the first. A refusal is a sentence for the operator: with another key every temporary password already handed out
 * would open nothing.
 */
export async function checkServerKeys(
  db: Kysely<Database>,
  keys: ServerKeys,
  now: Milliseconds,
): Promise<Result<null, string>> {
  const mine = { slot: 1, key_id: keys.current.keyId };
  await db
    .insertInto('server_key')
    .values(mine)
    .onConflict((c) => c.doNothing())
    .execute();
  const { key_id: known } = await db.selectFrom('server_key').select('key_id').executeTakeFirstOrThrow();
  const needed = [known, ...(await keyIdsInUse(db, now))];
  const missing = needed.find((keyId) => keys.find(keyId) === undefined);
  if (missing !== undefined) return refuse(missingKeySentence(missing));
  await db.updateTable('server_key').set({ key_id: keys.current.keyId }).execute();
  return ok(null);
}

async function keyIdsInUse(db: Kysely<Database>, now: Milliseconds): Promise<string[]> {
  const rows = await db
    .selectFrom('users')
    .select('temporary_key_id')
    .distinct()
    .where('password_state', '=', 'temporary')
    .where('temporary_used_at', 'is', null)
    .where('temporary_issued_at', '>', now - TEMPORARY_PASSWORD_LIFETIME_MS)
    .execute();
  return rows.flatMap((row) => row.temporary_key_id ?? []);
}

function missingKeySentence(keyId: string): string {
  return (
    `The server key ${keyId} is missing: this database was used with it, and temporary passwords derive from it. ` +
    'Set SERVER_KEY or SERVER_KEY_FILE to the key this database has been running with.'
  );
}
