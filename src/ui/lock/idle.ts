import { MINUTE_MS, SECOND_MS, type Milliseconds } from '#domain/time.ts';

/** The district's default. */
export const IDLE_LIMIT: Milliseconds = 15 * MINUTE_MS;

const LOOK_EVERY: Milliseconds = 15 * SECOND_MS;
const NOTE_EVERY: Milliseconds = 5 * SECOND_MS;
const activityKey = 'rollbook.last-touch';
const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** Whether nobody touched any tab of the app for so long. A clock that was set back counts as no time. */
export function isIdle(lastTouch: Milliseconds, now: Milliseconds): boolean {
  return now - lastTouch >= IDLE_LIMIT;
}

/**
 * Calls back when nobody has touched any tab of the app for 15 minutes, also when the device slept meanwhile; until the
 * returned function is called.
 */
export function watchIdle(onIdle: () => void): () => void {
  let noted = 0;
  const note = () => {
    const now = Date.now();
    if (now - noted < NOTE_EVERY) return;
    // The first touch after a long sleep must not hide that nobody was there.
    if (noted > 0 && look()) return;
    noted = now;
    localStorage.setItem(activityKey, String(now));
  };
  const look = (): boolean => {
    const idle = isIdle(Number(localStorage.getItem(activityKey)), Date.now());
    if (idle) onIdle();
    return idle;
  };
  note();
  const timer = setInterval(look, LOOK_EVERY);
  for (const sign of signs) document.addEventListener(sign, note, { capture: true, passive: true });
  document.addEventListener('visibilitychange', look);
  return () => {
    clearInterval(timer);
    for (const sign of signs) document.removeEventListener(sign, note, { capture: true });
    document.removeEventListener('visibilitychange', look);
  };
}
