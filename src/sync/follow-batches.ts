import * as v from 'valibot';
import { MINUTE_MS } from '#domain/time.ts';
import { batchEventName, batchEventSchema, type BatchEvent } from '#protocol/batch-events.ts';
import { connection } from './connection.ts';
import { deviceTimer, type Timer } from './timer.ts';

export type { BatchEvent } from '#protocol/batch-events.ts';

export interface BatchListener {
  /** Only a hint: whoever wants to know asks. */
  heard(event: BatchEvent): void;
  /** Whether the server tells by itself what changes; while it does, asking may take its time. */
  becameLive(isLive: boolean): void;
}

/** What of a browser's `EventSource` is used here. */
export type EventStream = Pick<EventSource, 'addEventListener' | 'close' | 'readyState'>;

export interface FollowParts {
  open(path: string): EventStream;
  /** Whether anybody looks, and the server has not just been silent. */
  isWanted(): boolean;
  /** Calls back when that may have changed; returns how to stop. */
  watchWanted(onChange: () => void): () => void;
  readonly after: Timer;
}

/** `EventSource.CLOSED`: it will not come back by itself. */
const CLOSED = 2;

/** Between two tries after somebody else answered, or the server had streams enough. */
const PAUSE_MS = MINUTE_MS;

/**
 * Follows the uploads of a school by server-sent events while the page is visible and the server answers, until the
 * returned function is called. Without a stream nothing is missed: it only makes asking sooner. A captive portal that
 * answers is not listened to: what it says has not our shape.
 */
export function followBatches(
  schoolId: string,
  listener: BatchListener,
  parts: FollowParts = browserParts,
): () => void {
  let stream: EventStream | null = null;
  let stopPause = () => {};
  let isPausing = false;

  function look(): void {
    if (!parts.isWanted()) close();
    else if (stream === null && !isPausing) open();
  }

  function open(): void {
    const opened = parts.open(`/api/schools/${encodeURIComponent(schoolId)}/events`);
    stream = opened;
    opened.addEventListener('open', () => listener.becameLive(true));
    opened.addEventListener('error', () => {
      listener.becameLive(false);
      if (opened.readyState === CLOSED) pause();
    });
    opened.addEventListener(batchEventName, ({ data }: MessageEvent<unknown>) => {
      const event = readEvent(data);
      if (event) listener.heard(event);
      else pause();
    });
  }

  function close(): void {
    if (stream === null) return;
    stream.close();
    stream = null;
    listener.becameLive(false);
  }

  function pause(): void {
    close();
    isPausing = true;
    stopPause = parts.after(PAUSE_MS, () => {
      isPausing = false;
      look();
    });
  }

  const stopWatching = parts.watchWanted(look);
  look();
  return () => {
    stopWatching();
    stopPause();
    close();
  };
}

function readEvent(data: unknown): BatchEvent | null {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), batchEventSchema), data);
  return parsed.success ? parsed.output : null;
}

const browserParts: FollowParts = {
  open: (path) => new EventSource(path),
  isWanted: () => document.visibilityState === 'visible' && connection.reachability() !== 'unreachable',
  watchWanted(onChange) {
    const stop = connection.onReachability(onChange);
    document.addEventListener('visibilitychange', onChange);
    return () => {
      stop();
      document.removeEventListener('visibilitychange', onChange);
    };
  },
  after: deviceTimer,
};
