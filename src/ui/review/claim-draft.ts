/**
 * Makes this tab the only one that may change the draft, until the returned function is called or the tab closes.
 * Null when another tab has it: two tabs would store over each other's corrections.
 */
export function claimDraft(draftId: string): Promise<(() => void) | null> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(`rollbook-draft:${draftId}`, { ifAvailable: true }, (lock) => {
        if (!lock) return resolve(null);
        return new Promise<void>((release) => resolve(release));
      })
      .catch(reject);
  });
}
