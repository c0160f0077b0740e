import type { BatchStatus } from '#domain/batches/batch.ts';
import type { SchoolId } from '#domain/ids.ts';
import type { BatchEvent } from '#protocol/batch-events.ts';
import type { Parts } from '../parts.ts';

type FeedParts = Pick<Parts, 'db' | 'news' | 'log'>;

export interface BatchFollower {
  /** Must not throw. */
  take(event: BatchEvent): void;
  /** There will be no more. */
  ended(): void;
}

/** What this server hears of batches, for those who follow a school. Each batch is looked up once for all of them. */
export interface BatchFeed {
  /** Resolves once news is heard; the returned function ends the following. */
  follow(schoolId: SchoolId, follower: BatchFollower): Promise<() => void>;
}

export function createBatchFeed(parts: FeedParts): BatchFeed {
  const followers = new Map<BatchFollower, SchoolId>();
  const changed = new Set<string>();
  let listening: Promise<unknown> | null = null;
  let isTelling = false;
  let isOver = false;

  async function tellChanged(): Promise<void> {
    if (isTelling) return;
    isTelling = true;
    // What changes meanwhile joins the set and is met by the same walk.
    for (const batchId of changed) {
      changed.delete(batchId);
      await tell(batchId).catch((error: unknown) =>
        parts.log.warn({ err: error }, 'news of a batch got lost'),
      );
    }
    isTelling = false;
  }

  async function tell(batchId: string): Promise<void> {
    const found = await findEvent(batchId, parts);
    for (const [follower, schoolId] of followers)
      if (found?.schoolId === schoolId) follower.take(found.event);
  }

  const listener = {
    heard: (batchId: string) => {
      if (followers.size === 0) return;
      changed.add(batchId);
      void tellChanged();
    },
    ended: () => {
      isOver = true;
      for (const follower of followers.keys()) follower.ended();
    },
  };

  return {
    async follow(schoolId, follower) {
      if (isOver) follower.ended();
      followers.set(follower, schoolId);
      await (listening ??= parts.news.listen(listener));
      return () => followers.delete(follower);
    },
  };
}

async function findEvent(
  batchId: string,
  { db }: FeedParts,
): Promise<{ readonly schoolId: SchoolId; readonly event: BatchEvent } | null> {
  const found = await db
    .selectFrom('batches')
    .select(['school_id', 'status', 'row_count', 'done_row_count'])
    .where('batch_id', '=', batchId)
    .where('committed_at', 'is not', null)
    .executeTakeFirst();
  if (!found) return null;
  const { status, row_count: rowCount, done_row_count: doneRowCount } = found;
  const event = { batchId, status: status as BatchStatus, rowCount, doneRowCount };
  return { schoolId: found.school_id, event };
}
