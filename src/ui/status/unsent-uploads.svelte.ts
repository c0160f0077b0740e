import { listUploads, type Upload } from '#storage/outbox.ts';
import type { Owner } from '#storage/owner.ts';
import { watch } from '#storage/watch.ts';
import { showBadge } from './app-badge.ts';

/** How many uploads of one person and school are still only on this device, as it is now. */
export class UnsentUploads {
  #uploads = $state.raw<readonly Upload[]>([]);
  readonly count = $derived(this.#uploads.filter(({ entry }) => entry.status !== 'sent').length);
  /** Some of them need a person: they will not go out by themselves. */
  readonly blockedCount = $derived(this.#uploads.filter(({ entry }) => entry.status === 'blocked').length);

  /** Follows the device until the returned function is called; for an `$effect`. */
  follow(owner: Owner): () => void {
    return watch(
      (database) => listUploads(database, owner),
      (uploads) => {
        this.#uploads = uploads;
        void showBadge(this.count);
      },
      reportError,
    );
  }
}
