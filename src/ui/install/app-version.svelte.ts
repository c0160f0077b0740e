import type { Workbox } from 'workbox-window';
import { MINUTE_MS } from '#domain/time.ts';

const script = '/service-worker.js';
/** A browser's HTTP cache must not hide a new version. */
const options = { updateViaCache: 'none' } as const;

/**
 * The version of the app on this device: makes it start without a network, and notices a newer one. A browser that
 * blocks service workers just goes on from the network.
 */
class AppVersion {
  /** A newer version is on this device and waits for a person's yes. */
  isOffered = $state(false);
  /** The newer version has taken over, by a yes here or in another tab: this page has to be loaded again. */
  isReplaced = $state(false);
  #workbox: Workbox | null = null;
  #isControlled = false;
  #lastCheck = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Follows versions until the returned function is called. To be called after the page is painted. */
  follow(): () => void {
    if (!navigator.serviceWorker) return () => {};
    const check = () => this.#checkSoon();
    const takenOver = () => {
      // The first service worker of all takes the page over, too; that page is of its own version.
      if (this.#isControlled) this.isReplaced = true;
      this.#isControlled = true;
    };
    void this.#register();
    window.addEventListener('focus', check);
    document.addEventListener('visibilitychange', check);
    navigator.serviceWorker.addEventListener('controllerchange', takenOver);
    return () => {
      window.removeEventListener('focus', check);
      document.removeEventListener('visibilitychange', check);
      navigator.serviceWorker.removeEventListener('controllerchange', takenOver);
      clearTimeout(this.#timer);
    };
  }

  /** Lets the newer version take over, in every tab. */
  accept(): void {
    this.#workbox?.messageSkipWaiting();
  }

  async #register(): Promise<void> {
    const { Workbox } = await import('workbox-window');
    const workbox = new Workbox(script, options);
    workbox.addEventListener('waiting', () => (this.isOffered = true));
    this.#workbox = workbox;
    this.#lastCheck = Date.now();
    this.#isControlled = Boolean(navigator.serviceWorker.controller);
    await unlessBlocked(() => workbox.register());
  }

  /** At most once a minute, and never later than a minute after the person came back. */
  #checkSoon(): void {
    clearTimeout(this.#timer);
    if (document.visibilityState !== 'visible') return;
    const wait = Math.max(0, this.#lastCheck + MINUTE_MS - Date.now());
    this.#timer = setTimeout(() => void this.#check(), wait);
  }

  async #check(): Promise<void> {
    this.#lastCheck = Date.now();
    await unlessBlocked(async () => (await navigator.serviceWorker.getRegistration())?.update());
  }
}

/** No network, a policy, private browsing: the app works without. Browsers say it as one of these two. */
async function unlessBlocked(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
  }
}

export const appVersion = new AppVersion();
