/** What is known of the way to the server, from real answers only: `navigator.onLine` is a hint and never decides. */
export type Reachability = 'unknown' | 'reachable' | 'unreachable';

/** What the requests of this tab tell the rest of the app. */
export interface Connection {
  reachability(): Reachability;
  /** Our server answered, also when it said no. */
  answered(): void;
  /** Nothing came back, or something that is not our server. */
  unanswered(): void;
  /** The server does not know this session (any more). */
  sessionEnded(): void;
  /** Calls `listener` after each change of reachability; returns the way to stop. */
  onReachability(listener: () => void): () => void;
  onSessionEnded(listener: () => void): () => void;
}

export function createConnection(): Connection {
  let reachability: Reachability = 'unknown';
  const changed = createSignal();
  const ended = createSignal();
  function become(next: Reachability): void {
    if (next === reachability) return;
    reachability = next;
    changed.fire();
  }
  return {
    reachability: () => reachability,
    answered: () => become('reachable'),
    unanswered: () => become('unreachable'),
    sessionEnded: ended.fire,
    onReachability: changed.listen,
    onSessionEnded: ended.listen,
  };
}

function createSignal(): { fire: () => void; listen: (listener: () => void) => () => void } {
  const listeners = new Set<() => void>();
  return {
    fire: () => listeners.forEach((listener) => listener()),
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The connection of this tab. */
export const connection = createConnection();
