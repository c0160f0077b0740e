import {
  type Expression,
  type ExpressionBuilder,
  type Kysely,
  type Selectable,
  sql,
  type SqlBool,
} from 'kysely';
import type { Milliseconds } from '#domain/time.ts';
import type { BatchTable, Database } from '../database/schema.ts';

/** A batch this runner may work on until the lease runs out; every committed row chunk renews it. */
export type ClaimedBatch = Selectable<BatchTable>;

export interface Claim {
  /** Tells runners apart; a new one for each start of a server. */
  readonly owner: string;
  readonly now: Milliseconds;
  readonly leaseMs: Milliseconds;
  /** Only batches with at most so many rows left: keeps a way free for small ones. */
  readonly maxRows: number;
}

/** Attempts without a single committed row chunk before a batch is given up; progress starts the count again. */
export const MAX_ATTEMPTS = 5;

/**
 * Claims the next batch: one that is queued, or whose runner let the lease run out. The row left to do weigh against
 * the wait, one row per millisecond: small ones go first, and a large one is never overtaken for ever.
 * Two runners that pick the same batch: the second finds the condition of the outer `where` no longer true.
 */
export async function claimBatch(db: Kysely<Database>, claim: Claim): Promise<ClaimedBatch | undefined> {
  return db
    .updateTable('batches')
    .set((eb) => ({
      status: 'in-progress',
      lease_owner: claim.owner,
      lease_until: claim.now + claim.leaseMs,
      attempts: eb('attempts', '+', 1),
    }))
    .where('batch_id', '=', (eb) =>
      eb
        .selectFrom('batches')
        .select('batch_id')
        .where((inner) => isClaimable(inner, claim.now))
        .where(sql<SqlBool>`row_count - done_row_count <= ${claim.maxRows}`)
        .orderBy(sql`row_count - done_row_count + committed_at`)
        .limit(1),
    )
    .where((eb) => isClaimable(eb, claim.now))
    .returningAll()
    .executeTakeFirst();
}

/** Lets go of a batch that is not finished, so that the next runner need not wait for the lease to run out. */
export async function releaseBatch(db: Kysely<Database>, batchId: string, owner: string): Promise<void> {
  await db
    .updateTable('batches')
    .set({ lease_until: 0 })
    .where('batch_id', '=', batchId)
    .where('lease_owner', '=', owner)
    .where('status', '=', 'in-progress')
    .execute();
}

/**
 * Frees what a killed server had claimed. Only for the embedded database, which one server uses at a time:
 * on PostgreSQL another server may be at work, and its lease must run out.
 */
export async function freeAllLeases(db: Kysely<Database>): Promise<void> {
  await db.updateTable('batches').set({ lease_until: 0 }).where('status', '=', 'in-progress').execute();
}

function isClaimable(eb: ExpressionBuilder<Database, 'batches'>, now: Milliseconds): Expression<SqlBool> {
  return eb.or([
    eb('status', '=', 'queued'),
    eb.and([
      eb('status', '=', 'in-progress'),
      eb('lease_until', '<=', now),
      eb('attempts', '<', MAX_ATTEMPTS),
    ]),
  ]);
}
