import type { BrowserContext } from 'playwright-core';

/** What a tab showed of an upload, and when (this machine's clock). */
export interface ShownStatus {
  readonly fileName: string;
  readonly status: string;
  readonly at: number;
}

declare global {
  interface Window {
    rollbookShown?: (shown: ShownStatus) => Promise<void>;
  }
}

/** Calls back whenever a tab of this browser, opened from now on, shows another status of an upload. */
export async function watchStatuses(
  context: BrowserContext,
  onShown: (shown: ShownStatus) => void,
): Promise<void> {
  await context.exposeFunction('rollbookShown', onShown);
  await context.addInitScript(() => {
    const last = new Map<string, string>();
    const words = /Waiting to send|Sending|Queued|In Progress|Completed with Errors|Completed|Failed/;
    const look = () => {
      for (const row of document.querySelectorAll('table tbody tr')) {
        const fileName = /[\w-]+\.csv/.exec(row.textContent)?.[0];
        const status = words.exec(row.textContent)?.[0];
        if (fileName === undefined || status === undefined || last.get(fileName) === status) continue;
        last.set(fileName, status);
        void window.rollbookShown?.({ fileName, status, at: Date.now() });
      }
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  });
}
