import type { Milliseconds } from '#domain/time.ts';
import { type Bell, createBell } from '../bell.ts';

/** A loop that works while there is work and rests otherwise. */
export interface Lane {
  /** Ends the rest: there may be something to do. */
  wake(): void;
  /** Asks the work to stop at its next safe point, and waits for that. */
  stop(): Promise<void>;
}

export interface LaneWork {
  /** Does one piece of work; true when it found some, so that the lane asks again at once. */
  readonly once: (signal: AbortSignal) => Promise<boolean>;
  readonly onError: (error: unknown) => void;
  /** Rest without a call. Calls only make it sooner: a lost call costs this long and nothing else. */
  readonly pollMs: Milliseconds;
}

/** Starts a lane. Work that throws is reported and tried again after a rest, never in a tight circle. */
export function startLane(work: LaneWork): Lane {
  const stopping = new AbortController();
  const bell = createBell();
  const finished = run(work, bell, stopping.signal);
  return {
    wake: () => bell.ring(),
    stop: () => {
      stopping.abort();
      bell.ring();
      return finished;
    },
  };
}

async function run(work: LaneWork, bell: Bell, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const found = await tryOnce(work, signal);
    if (!found && !signal.aborted) await bell.rest(work.pollMs);
  }
}

async function tryOnce(work: LaneWork, signal: AbortSignal): Promise<boolean> {
  try {
    return await work.once(signal);
  } catch (error) {
    work.onError(error);
    return false;
  }
}
