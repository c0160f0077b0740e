import type { Draft } from '#domain/drafts/draft.ts';
import { countDrafts, listDrafts } from '#storage/drafts.ts';
import type { Owner } from '#storage/owner.ts';
import { watch } from '#storage/watch.ts';

/** The drafts of one person in one school, as they are now. `drafts` is null until the device has answered. */
export class DraftListState {
  drafts = $state.raw<readonly Draft[] | null>(null);
  /** How many more there are that cannot be read now. */
  lockedCount = $state(0);

  /** Follows the device's drafts until the returned function is called; for an `$effect`. */
  follow(owner: Owner): () => void {
    this.drafts = null;
    return watch(
      async (database) => {
        const count = await countDrafts(database, owner);
        return { count, drafts: await listDrafts(database, owner) };
      },
      ({ count, drafts }) => {
        this.drafts = drafts;
        this.lockedCount = count - drafts.length;
      },
      reportError,
    );
  }
}
