/** Milliseconds a busy page may put work off. */
const patience = 3_000;

/**
 * Starts what the first page does not need, once it is on the screen and the device has a moment. The returned
 * function stops it, or keeps it from starting.
 */
export function afterFirstPaint(start: () => () => void): () => void {
  let stop = () => {};
  const begin = () => (stop = start());
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(begin, patience / 10);
    stop = () => clearTimeout(timer);
  } else {
    const idle = requestIdleCallback(begin, { timeout: patience });
    stop = () => cancelIdleCallback(idle);
  }
  return () => stop();
}
