import type { BatchSummary } from '#domain/batches/batch.ts';
import type { RefusalCode } from '#domain/refusal.ts';
import { SECOND_MS, type Milliseconds } from '#domain/time.ts';
import { readHistory } from '#storage/history.ts';
import { listUploads, type Upload } from '#storage/outbox.ts';
import type { Owner } from '#storage/owner.ts';
import { watch } from '#storage/watch.ts';
import { fetchHistory } from '#sync/fetch-history.ts';
import { historyRows, isUnfinished, type HistoryRow } from './history-rows.ts';
import { startPolling, type Polling } from './polling.ts';

const QUICK_MS = SECOND_MS;
const SLOW_MS = 20 * SECOND_MS;

/** How the last asking went. */
export type Freshness =
  { readonly type: 'fresh' | 'offline' } | { readonly type: 'refused'; readonly code: RefusalCode };

/** Upload History of one person and school: the server's list as last seen, and what is still on this device. */
export class HistoryList {
  batches = $state.raw<readonly BatchSummary[] | null>(null);
  fetchedAt = $state.raw<Milliseconds | null>(null);
  freshness = $state.raw<Freshness | null>(null);
  isRefreshing = $state(false);
  #uploads = $state.raw<readonly Upload[]>([]);
  #polling: Polling | null = null;

  /** What finished while the page was open; for announcing. */
  news = $state.raw<readonly HistoryRow[]>([]);

  readonly rows = $derived(historyRows(this.#uploads, this.batches ?? []));
  readonly isUnfinished = $derived(this.rows.some(isUnfinished));

  /** Follows the device and asks the server until the returned function is called; for an `$effect`. */
  follow(owner: Owner): () => void {
    const stopHistory = watch(
      (database) => readHistory(database, owner),
      (history) => {
        this.batches = history?.batches ?? null;
        this.fetchedAt = history?.fetchedAt ?? null;
      },
      reportError,
    );
    const stopUploads = watch(
      (database) => listUploads(database, owner),
      (uploads) => this.#takeUploads(uploads),
      reportError,
    );
    const polling = startPolling((signal) => this.#ask(owner, signal));
    this.#polling = polling;
    return () => {
      stopHistory();
      stopUploads();
      polling.stop();
    };
  }

  refresh(): void {
    this.isRefreshing = true;
    this.#polling?.now();
  }

  #takeUploads(uploads: readonly Upload[]): void {
    const hadSent = countSent(this.#uploads);
    this.#uploads = uploads;
    // A new receipt: the server's list has news.
    if (countSent(uploads) > hadSent) this.#polling?.now();
  }

  async #ask(owner: Owner, signal: AbortSignal): Promise<Milliseconds> {
    const answer = await fetchHistory(owner, Date.now(), signal);
    this.isRefreshing = false;
    if (signal.aborted) return SLOW_MS;
    if (answer.type === 'no-answer') this.freshness = { type: 'offline' };
    else if (answer.type === 'refused') this.freshness = answer;
    else {
      this.freshness = { type: 'fresh' };
      const before = this.rows;
      this.batches = answer.batches;
      this.news = finishedSince(before, this.rows);
      this.fetchedAt = Date.now();
    }
    return this.freshness.type === 'fresh' && this.isUnfinished ? QUICK_MS : SLOW_MS;
  }
}

function finishedSince(before: readonly HistoryRow[], now: readonly HistoryRow[]): HistoryRow[] {
  const moving = new Set(before.filter(isUnfinished).map((row) => row.batchId));
  return now.filter((row) => moving.has(row.batchId) && !isUnfinished(row));
}

function countSent(uploads: readonly Upload[]): number {
  return uploads.filter(({ entry }) => entry.status === 'sent').length;
}
