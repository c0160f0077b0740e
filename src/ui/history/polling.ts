/** Asks again and again, at the pace its last answer calls for; never twice at once, never while nobody looks. */
export interface Polling {
  /** Asks now, or right after the asking that is under way. */
  readonly now: () => void;
  readonly stop: () => void;
}

/** `ask` resolves with the milliseconds until it wants to be called again. */
export function startPolling(ask: (signal: AbortSignal) => Promise<number>): Polling {
  const stopping = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsking = false;
  let askAgain = false;

  async function run(): Promise<void> {
    clearTimeout(timer);
    if (isAsking) {
      askAgain = true;
      return;
    }
    if (stopping.signal.aborted || document.visibilityState === 'hidden') return;
    isAsking = true;
    const wait = await ask(stopping.signal).finally(() => (isAsking = false));
    const next = askAgain ? 0 : wait;
    askAgain = false;
    if (!stopping.signal.aborted) timer = setTimeout(now, next);
  }

  function now(): void {
    run().catch(reportError);
  }

  document.addEventListener('visibilitychange', now, { signal: stopping.signal });
  now();
  return {
    now,
    stop: () => {
      stopping.abort();
      clearTimeout(timer);
    },
  };
}
