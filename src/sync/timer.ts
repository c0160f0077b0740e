import type { Milliseconds } from '#domain/time.ts';

/** Calls back once, after so many milliseconds; returns how to call that off. */
export type Timer = (ms: Milliseconds, call: () => void) => () => void;

export const deviceTimer: Timer = (ms, call) => {
  const timer = setTimeout(call, ms);
  return () => clearTimeout(timer);
};
