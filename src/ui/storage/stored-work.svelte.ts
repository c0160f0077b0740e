import { countWork } from '#storage/stored-work.ts';
import { watch } from '#storage/watch.ts';

/** How much of one person's work is only on this device, in all schools, as it is now; null until it has answered. */
export class StoredWork {
  drafts = $state<number | null>(null);
  uploads = $state<number | null>(null);

  /** Follows the device until the returned function is called; for an `$effect`. */
  follow(userGuid: string): () => void {
    return watch(
      (database) => countWork(database, userGuid),
      ({ drafts, uploads }) => {
        this.drafts = drafts;
        this.uploads = uploads;
      },
      reportError,
    );
  }
}
