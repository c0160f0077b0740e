import { MINUTE_MS, SECOND_MS, type Milliseconds } from '#domain/time.ts';

export interface AskingFacts {
  /** Something is on its way, and its end is waited for. */
  readonly isUnfinished: boolean;
  /** Upload History is open. */
  readonly isLookedAt: boolean;
  /** The server tells changes by itself. */
  readonly isLive: boolean;
}

/** How long to wait before asking for the history again. Events only make it sooner, so it is never for ever. */
export function askingPace({ isUnfinished, isLookedAt, isLive }: AskingFacts): Milliseconds {
  if (isUnfinished) return isLookedAt && !isLive ? SECOND_MS : 5 * SECOND_MS;
  return isLookedAt ? 20 * SECOND_MS : 5 * MINUTE_MS;
}
