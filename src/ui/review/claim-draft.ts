/** A reloaded page may ask before the browser has taken the lock from the page it was. */
const PATIENCE_MS = 2_000;

/**
 * Makes this tab the only one that may change the draft, until the returned function is called or the tab closes.
 * Null when another tab has it: two tabs would store over each other's corrections.
 */
export function claimDraft(draftId: string): Promise<(() => void) | null> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(
        `rollbook-draft:${draftId}`,
        { signal },
        () => new Promise<void>((release) => resolve(release)),
      )
      .catch((trouble: unknown) => (signal.aborted ? resolve(null) : reject(trouble as Error)));
  });
}
