import type { Kysely } from 'kysely';
import { hashPassword, openSealedPassword } from '../accounts/typed-passwords.ts';
import type { Database } from '../database/schema.ts';
import type { Parts } from '../parts.ts';

interface SealedUser {
  readonly user_guid: string;
  readonly sealed_password: string;
}

/** Passwords of one round: half a second of work, then the lane looks whether it is to stop. */
const PASSWORDS_PER_ROUND = 32;

/**
 * Turns some waiting typed passwords into argon2id hashes and destroys their sealed texts; true when there were any.
 * Resumable by nature: who is not hashed yet is still sealed. Nobody has to wait for it: until then sign-in opens the
 * seal. Two servers at once may hash the same password twice; the second result is dropped.
 */
export async function hashTypedPasswords(
  atOnce: number,
  parts: Parts,
  signal: AbortSignal,
): Promise<boolean> {
  const waiting = await findSealed(parts.db);
  const hashed = new Map<string, string>();
  const queue = waiting.values();
  const worker = async () => {
    for (const user of queue) {
      if (signal.aborted) return;
      const password = openSealedPassword(user.sealed_password, user.user_guid, parts.keys);
      hashed.set(user.user_guid, await hashPassword(password));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  await storeHashes(waiting, hashed, parts);
  return waiting.length > 0;
}

async function findSealed(db: Kysely<Database>): Promise<SealedUser[]> {
  const found = await db
    .selectFrom('users')
    .select(['user_guid', 'sealed_password'])
    .where('sealed_password', 'is not', null)
    .orderBy('user_guid')
    .limit(PASSWORDS_PER_ROUND)
    .execute();
  return found.flatMap(({ user_guid, sealed_password }) =>
    sealed_password === null ? [] : [{ user_guid, sealed_password }],
  );
}

/** A password that was replaced in the meantime is left alone: its seal is another one. */
async function storeHashes(
  waiting: readonly SealedUser[],
  hashed: ReadonlyMap<string, string>,
  { db, dialect }: Parts,
): Promise<void> {
  const rows = waiting.flatMap(({ user_guid, sealed_password }) => {
    const password_hash = hashed.get(user_guid);
    return password_hash === undefined ? [] : [{ user_guid, sealed_password, password_hash }];
  });
  if (rows.length === 0) return;
  const columns = { user_guid: 'text', sealed_password: 'text', password_hash: 'text' } as const;
  await db
    .updateTable('users')
    .from(dialect.rowsFrom(rows, columns, 'fresh'))
    .set((eb) => ({
      password_state: 'permanent',
      password_hash: eb.ref('fresh.password_hash'),
      sealed_password: null,
    }))
    .whereRef('users.user_guid', '=', 'fresh.user_guid')
    .whereRef('users.sealed_password', '=', 'fresh.sealed_password')
    .execute();
}
