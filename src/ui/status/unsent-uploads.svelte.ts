import { SvelteMap } from 'svelte/reactivity';
import { listStandings, type OutboxStanding } from '#storage/outbox-standing.ts';
import type { Owner } from '#storage/owner.ts';
import { watch } from '#storage/watch.ts';
import { onSending } from '#sync/sending-progress.ts';
import { showBadge } from './app-badge.ts';

/** What of one person is still only on this device, in all schools, as it is now. */
class UnsentUploads {
  /** Null until the device has answered; one that keeps nothing never does. */
  standings = $state.raw<readonly OutboxStanding[] | null>(null);
  /** Chunks the server has acknowledged, by batch id; only while some tab sends. */
  readonly acknowledged = new SvelteMap<string, number>();
  readonly #unsent = $derived(this.standings?.filter(({ status }) => status !== 'sent') ?? []);
  readonly count = $derived(this.#unsent.length);
  /** Some of them need a person: they will not go out by themselves. */
  readonly blockedCount = $derived(this.#unsent.filter(({ status }) => status === 'blocked').length);

  /** Follows the device until the returned function is called; for an `$effect`. */
  follow({ userGuid }: Pick<Owner, 'userGuid'>): () => void {
    const stopWatching = watch(
      (database) => listStandings(database, userGuid),
      (standings) => {
        this.standings = standings;
        void showBadge(this.count);
      },
      reportError,
    );
    const stopListening = onSending(({ batchId, acknowledged }) => {
      this.acknowledged.set(batchId, acknowledged);
    });
    return () => {
      stopWatching();
      stopListening();
    };
  }
}

/** One for the tab; the status follows it. */
export const unsentUploads = new UnsentUploads();
