import { isFinished } from '#domain/batches/batch.ts';
import { readHistory, type SeenBatch, type StoredHistory } from '#storage/history.ts';
import { listUploads, type Upload } from '#storage/outbox.ts';
import type { Owner } from '#storage/owner.ts';
import { listResults } from '#storage/results.ts';
import { watch } from '#storage/watch.ts';
import { historyFeed } from './history-feed.svelte.ts';
import { historyRows, isUnfinished, type HistoryRow } from './history-rows.ts';

/** Upload History of one person and school: the server's list as last seen, and what is still on this device. */
export class HistoryList {
  #stored = $state.raw<StoredHistory | null>(null);
  #uploads = $state.raw<readonly Upload[]>([]);
  /** The uploads whose files this device can make by itself. */
  kept = $state.raw<ReadonlySet<string> | null>(null);
  /** What finished while the page was open; for announcing. */
  news = $state.raw<readonly HistoryRow[]>([]);
  #before: readonly HistoryRow[] = [];

  readonly #seen = $derived(later(this.#stored, historyFeed.latest));
  readonly fetchedAt = $derived(this.#seen?.fetchedAt ?? null);
  readonly rows = $derived(historyRows(this.#uploads, withOlder(this.#seen?.batches ?? [])));

  /** Follows the device and has the server asked until the returned function is called; for an `$effect`. */
  follow(owner: Owner): () => void {
    const stops = [
      watch(
        (database) => readHistory(database, owner),
        (history) => (this.#stored = history),
        reportError,
      ),
      watch(
        (database) => listUploads(database, owner),
        (uploads) => (this.#uploads = uploads),
        reportError,
      ),
      watch(
        (database) => listResults(database, owner),
        (kept) => (this.kept = kept),
        reportError,
      ),
      historyFeed.lookAt(),
    ];
    return () => stops.forEach((stop) => stop());
  }

  /** Notices what has finished since the last call; for an `$effect`. */
  notice(): void {
    const { rows } = this;
    const finished = finishedSince(this.#before, rows);
    this.#before = rows;
    if (finished.length > 0) this.news = finished;
  }
}

/** Another tab may have kept a later answer, and a device that keeps nothing has only this tab's. */
function later(stored: StoredHistory | null, latest: StoredHistory | null): StoredHistory | null {
  if (stored === null || latest === null) return stored ?? latest;
  return stored.fetchedAt > latest.fetchedAt ? stored : latest;
}

/** A page that was fetched earlier may overlap with the newest by now. */
function withOlder(newest: readonly SeenBatch[]): SeenBatch[] {
  const known = new Set(newest.map(({ batchId }) => batchId));
  return [...newest, ...historyFeed.older.filter(({ batchId }) => !known.has(batchId))];
}

function finishedSince(before: readonly HistoryRow[], now: readonly HistoryRow[]): HistoryRow[] {
  const moving = new Set(before.filter(isUnfinished).map((row) => row.batchId));
  return now.filter(({ batchId, batch }) => moving.has(batchId) && batch && isFinished(batch.status));
}
