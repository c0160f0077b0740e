import { UNDO_WINDOW } from '#domain/batches/undo.ts';
import type { Parts } from '../parts.ts';

/**
 * Deletes what stood in accounts before uploads that can be undone no more, and says of how many accounts. An undoing
 * that is still under way keeps what it needs.
 */
export async function forgetChanges({ db, clock }: Pick<Parts, 'db' | 'clock'>): Promise<number> {
  const over = clock() - UNDO_WINDOW;
  const { numDeletedRows } = await db
    .deleteFrom('account_changes')
    .where('batch_id', 'in', (eb) =>
      eb
        .selectFrom('batches')
        .leftJoin('batch_undos', 'batch_undos.batch_id', 'batches.batch_id')
        .select('batches.batch_id')
        .where('batches.finished_at', '<=', over)
        .where((inner) =>
          inner.or([
            inner('batch_undos.batch_id', 'is', null),
            inner('batch_undos.finished_at', 'is not', null),
          ]),
        ),
    )
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
