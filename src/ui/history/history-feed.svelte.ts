import { isFinished } from '#domain/batches/batch.ts';
import type { RefusalCode } from '#domain/refusal.ts';
import type { Milliseconds } from '#domain/time.ts';
import type { SeenBatch, StoredHistory } from '#storage/history.ts';
import { listStandings } from '#storage/outbox-standing.ts';
import type { Owner } from '#storage/owner.ts';
import { watch } from '#storage/watch.ts';
import { fetchHistory, fetchOlderHistory, type FetchedHistory } from '#sync/fetch-history.ts';
import { followBatches, type BatchEvent } from '#sync/follow-batches.ts';
import { keepResults } from '#sync/keep-results.ts';
import { refreshSchoolIndex } from '#sync/school-index.ts';
import { askingPace } from './asking-pace.ts';
import { startPolling, type Polling } from './polling.ts';

/** How the last asking went. */
export type Freshness =
  { readonly type: 'fresh' | 'offline' } | { readonly type: 'refused'; readonly code: RefusalCode };

/** Events come in swarms while a large upload is worked on; one asking serves them all. */
const SWARM_MS: Milliseconds = 300;

/**
 * Brings the history of one person and school to this device, on whatever page they are: asks the server, sooner when it
 * tells of changes, and keeps the results of what is finished. One for the tab.
 */
class HistoryFeed {
  freshness = $state.raw<Freshness | null>(null);
  isRefreshing = $state(false);
  /** What the server said last; the device keeps it too, where it can. */
  latest = $state.raw<StoredHistory | null>(null);
  /** Pages before the newest, as far as somebody asked for them. */
  older = $state.raw<readonly SeenBatch[]>([]);
  isLoadingOlder = $state(false);
  /** The cursor of what is older still; null when there is nothing, or the server was not asked yet. */
  next = $state.raw<string | null>(null);
  #owner: Owner | null = null;
  #polling: Polling | null = null;
  #isLive = false;
  #lookers = 0;
  #sentCount = 0;

  /** Runs until the returned function is called; for an `$effect`. */
  follow(owner: Owner): () => void {
    this.#begin(owner);
    let swarm: ReturnType<typeof setTimeout> | undefined;
    const polling = startPolling((signal) => this.#ask(owner, signal));
    this.#polling = polling;
    const heard = (event: BatchEvent) => {
      if (!this.#isNews(event)) return;
      clearTimeout(swarm);
      swarm = setTimeout(polling.now, SWARM_MS);
    };
    const stopEvents = followBatches(owner.schoolId, {
      heard,
      becameLive: (isLive) => (this.#isLive = isLive),
    });
    const stopSent = this.#watchSent(owner, polling);
    addEventListener('online', polling.now);
    return () => {
      clearTimeout(swarm);
      stopEvents();
      stopSent();
      removeEventListener('online', polling.now);
      polling.stop();
    };
  }

  /** While somebody looks at the list it is asked for more often; for an `$effect`. */
  lookAt(): () => void {
    this.#lookers += 1;
    this.#polling?.now();
    return () => (this.#lookers -= 1);
  }

  refresh(): void {
    this.isRefreshing = true;
    this.#polling?.now();
  }

  /** Fetches one page more of what is older than all that is shown. */
  async showOlder(): Promise<void> {
    const owner = this.#owner;
    if (owner === null || this.next === null || this.isLoadingOlder) return;
    this.isLoadingOlder = true;
    const page = await fetchOlderHistory(owner, this.next, new AbortController().signal).finally(
      () => (this.isLoadingOlder = false),
    );
    if (this.#owner !== owner) return;
    this.freshness = freshnessOf(page);
    if (page.type !== 'fresh') return;
    this.older = [...this.older, ...page.batches];
    this.next = page.next;
  }

  #begin(owner: Owner): void {
    this.#owner = owner;
    this.freshness = null;
    this.latest = null;
    this.older = [];
    this.next = null;
    this.#sentCount = 0;
  }

  /** A new receipt: the server's list has news. */
  #watchSent({ userGuid, schoolId }: Owner, polling: Polling): () => void {
    return watch(
      (database) => listStandings(database, userGuid),
      (standings) => {
        const sent = standings.filter((one) => one.status === 'sent' && one.schoolId === schoolId);
        const sentCount = sent.length;
        if (sentCount > this.#sentCount) polling.now();
        this.#sentCount = sentCount;
      },
      reportError,
    );
  }

  async #ask(owner: Owner, signal: AbortSignal): Promise<Milliseconds> {
    const answer = await fetchHistory(owner, Date.now(), signal);
    this.isRefreshing = false;
    if (!signal.aborted) this.freshness = freshnessOf(answer);
    if (!signal.aborted && answer.type === 'fresh') {
      if (this.#hasFinished(answer.batches)) refreshSchoolIndex(owner, Date.now, signal).catch(reportError);
      this.latest = { fetchedAt: Date.now(), batches: answer.batches };
      // Whoever went on to older pages has the cursor of the last of them.
      if (this.older.length === 0) this.next = answer.next;
      keepResults(owner, answer.batches, Date.now, signal).catch(reportError);
    }
    const isUnfinished =
      answer.type === 'fresh' &&
      (this.#sentCount > 0 || answer.batches.some(({ status }) => !isFinished(status)));
    return askingPace({ isUnfinished, isLookedAt: this.#lookers > 0, isLive: this.#isLive });
  }

  /** An upload that ended since the list was read last has changed what the school has. */
  #hasFinished(batches: readonly SeenBatch[]): boolean {
    if (this.latest === null) return false;
    const finished = this.latest.batches.filter(({ status }) => isFinished(status));
    const known = new Set(finished.map(({ batchId }) => batchId));
    return batches.some(({ batchId, status }) => isFinished(status) && !known.has(batchId));
  }

  #isNews({ batchId, status, doneRowCount }: BatchEvent): boolean {
    const known = this.latest?.batches.find((batch) => batch.batchId === batchId);
    return known?.status !== status || known.doneRowCount !== doneRowCount;
  }
}

function freshnessOf(answer: FetchedHistory): Freshness {
  if (answer.type === 'refused') return answer;
  return { type: answer.type === 'fresh' ? 'fresh' : 'offline' };
}

export const historyFeed = new HistoryFeed();
