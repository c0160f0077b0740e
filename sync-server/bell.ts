import type { Milliseconds } from '#domain/time.ts';

/** What wakes somebody who rests. */
export interface Bell {
  ring(): void;
  /** Resolves after so long, or as soon as it rings. A ring while nobody rests is kept: the next rest ends at once. */
  rest(ms: Milliseconds): Promise<void>;
}

export function createBell(): Bell {
  let rung = false;
  let wakeUp: (() => void) | undefined;
  return {
    ring() {
      rung = true;
      wakeUp?.();
    },
    async rest(ms) {
      if (!rung) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const timer = setTimeout(resolve, ms);
        wakeUp = resolve;
        await promise;
        clearTimeout(timer);
        wakeUp = undefined;
      }
      rung = false;
    },
  };
}
