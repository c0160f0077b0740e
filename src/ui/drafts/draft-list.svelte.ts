import type { Draft } from '#domain/drafts/draft.ts';
import { listDrafts } from '#storage/drafts.ts';
import type { Owner } from '#storage/owner.ts';
import { watch } from '#storage/watch.ts';

/** The drafts of one person in one school, as they are now. `drafts` is null until the device has answered. */
export class DraftListState {
  drafts = $state.raw<readonly Draft[] | null>(null);

  /** Follows the device's drafts until the returned function is called; for an `$effect`. */
  follow(owner: Owner): () => void {
    this.drafts = null;
    return watch(
      (database) => listDrafts(database, owner),
      (drafts) => (this.drafts = drafts),
      reportError,
    );
  }
}
