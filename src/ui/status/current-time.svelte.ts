import { createSubscriber } from 'svelte/reactivity';
import { SECOND_MS, type Milliseconds } from '#domain/time.ts';

const subscribe = createSubscriber((update) => {
  const timer = setInterval(update, 5 * SECOND_MS);
  return () => clearInterval(timer);
});

/** The device's time; templates that read it follow it in steps of five seconds. */
export function currentTime(): Milliseconds {
  subscribe();
  return Date.now();
}
