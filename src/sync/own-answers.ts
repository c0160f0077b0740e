import type { Connection } from './connection.ts';

export interface SendersConnection {
  /** For the sender's own requests: what they meet, the rest of the app learns as from any other. */
  readonly own: Connection;
  /** Calls `listener` when a request of somebody else in this tab finds the server again; returns the way to stop. */
  readonly onOthersReach: (listener: () => void) => () => void;
}

/**
 * Tells the sender's own answers from those of others. To the sender an answer of its own is no news: where small
 * requests pass and those with rows are cut, each question would otherwise end the wait after the failure before it.
 */
export function sendersConnection(connection: Connection): SendersConnection {
  let isOwn = false;
  const answered = () => {
    isOwn = true;
    connection.answered();
    isOwn = false;
  };
  return {
    own: { ...connection, answered },
    onOthersReach: (listener) =>
      connection.onReachability(() => {
        if (!isOwn && connection.reachability() === 'reachable') listener();
      }),
  };
}
