/** Chromium's alone. */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

const storageKey = 'rollbook.install-hint';

/**
 * How the app gets onto the home screen of this device. `prompt`: the browser asks. `home-screen`: the person does it
 * in two steps, as on iPads. Null where neither is possible, and where the app runs from the home screen already.
 */
class InstallOffer {
  #prompt = $state.raw<InstallPrompt | null>(null);
  #isDismissed = $state(localStorage.getItem(storageKey) !== null);
  readonly way = $derived(this.#prompt ? 'prompt' : isHomeScreenByHand() ? 'home-screen' : null);
  /** Said once: whoever does not want it is not asked again. It stays under Profile. */
  readonly isHinted = $derived(this.way !== null && !this.#isDismissed);

  /** From the start of the script on: the browser makes its offer once, and may be quicker than the first page. */
  constructor() {
    window.addEventListener('beforeinstallprompt', (event) => {
      // Ours is said where it disturbs nobody.
      event.preventDefault();
      this.#prompt = event as InstallPrompt;
    });
    window.addEventListener('appinstalled', () => {
      this.#prompt = null;
      this.dismiss();
    });
  }

  /** The browser asks, once; it makes a new offer when it sees fit. */
  async install(): Promise<void> {
    const prompt = this.#prompt;
    this.#prompt = null;
    await prompt?.prompt();
  }

  dismiss(): void {
    this.#isDismissed = true;
    localStorage.setItem(storageKey, 'dismissed');
  }
}

/** Only Safari has `standalone`; on iPads and phones it says whether the app runs from the home screen. */
function isHomeScreenByHand(): boolean {
  const { standalone } = navigator as { standalone?: boolean };
  return standalone === false && navigator.maxTouchPoints > 1;
}

export const installOffer = new InstallOffer();
