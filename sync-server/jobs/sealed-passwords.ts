import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

/**
 * Typed passwords are needed no more once every row has its outcome. Not chunk by chunk: rows of one student may stand
 * far apart, and after a restart the rules must see the same roster as before.
 */
export async function destroySealedPasswords(trx: Kysely<Database>, batchId: string): Promise<void> {
  await trx
    .updateTable('batch_chunks')
    .set({ sealed_passwords: null })
    .where('batch_id', '=', batchId)
    .where('sealed_passwords', 'is not', null)
    .execute();
}
