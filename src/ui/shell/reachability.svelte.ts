import { createSubscriber } from 'svelte/reactivity';
import { connection } from '#sync/connection.ts';

const subscribe = createSubscriber((update) => connection.onReachability(update));

/** Whether the last request got no answer from our server; templates that read it follow it. */
export function isUnreachable(): boolean {
  subscribe();
  return connection.reachability() === 'unreachable';
}
