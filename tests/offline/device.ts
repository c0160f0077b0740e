import { errors, type BrowserContext, type Page } from 'playwright-core';
import { teacher } from '#tests/support/rollbook.ts';
import { killableBrowser } from './killable-browser.ts';
import { watchStatuses, type ShownStatus } from './watch-statuses.ts';

/** What a person sees and does, and what befalls the device. */
export interface Device {
  /** The tab that was opened last. */
  page(): Page;
  context(): BrowserContext;
  /** A new tab on Upload History, signed in. Starts the browser when it is not running. */
  open(): Promise<Page>;
  /** Chooses a file on the import page and waits until Upload can be pressed. */
  choose(file: { readonly name: string; readonly text: string }): Promise<void>;
  /** Presses Upload and waits until the app says that the upload is kept, or the tab goes down. */
  upload(): Promise<void>;
  /** The row of Upload History for this file once it says the status; as it is then, when the time is over; null without one. */
  untilShown(fileName: string, status: string, withinMs: number): Promise<string | null>;
  /** Waits until Upload History shows that the server has the upload. */
  untilOnServer(fileName: string): Promise<void>;
  /** The tab the person looks at from now on. */
  turnTo(tab: Page): void;
  closeTab(): Promise<void>;
  crashTab(): Promise<void>;
  stopServiceWorkers(): Promise<void>;
  killBrowser(): Promise<void>;
  dispose(): Promise<void>;
}

/** Longer than anything takes on a busy machine. */
const DEADLINE_MS = 30_000;

export function createDevice(url: string, onShown: (shown: ShownStatus) => void): Device {
  const browser = killableBrowser();
  let context: BrowserContext | null = null;
  let page: Page | null = null;
  const here = (): Page => {
    if (!page) throw new Error('The device has no tab.');
    return page;
  };
  return {
    page: here,
    context() {
      if (!context) throw new Error('The browser is not running.');
      return context;
    },
    async open() {
      if (!context) {
        context = await browser.start();
        context.setDefaultTimeout(DEADLINE_MS);
        await watchStatuses(context, onShown);
      }
      page = await context.newPage();
      await openSignedIn(page, url);
      return page;
    },
    async choose({ name, text }) {
      const tab = here();
      await tab.goto(`${url}/import`);
      const picking = tab.waitForEvent('filechooser');
      await tab.getByRole('button', { name: 'Choose File' }).click();
      const picker = await picking;
      await picker.setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
      await uploadButton(tab).waitFor();
    },
    async upload() {
      const tab = here();
      const gone = new Promise((resolve) => tab.once('close', resolve).once('crash', resolve));
      const kept = uploadButton(tab)
        .click()
        .then(() => tab.getByRole('heading', { name: 'Upload History' }).waitFor());
      await Promise.race([kept, gone]);
      // What a dead tab still owed nobody waits for.
      kept.catch(() => null);
    },
    untilShown: (fileName, status, withinMs) => untilShown(here(), fileName, status, withinMs),
    async untilOnServer(fileName) {
      const row = here().getByRole('row').filter({ hasText: fileName });
      await row
        .getByText(/Queued|In Progress|Completed|Failed/)
        .first()
        .waitFor();
    },
    turnTo(tab) {
      page = tab;
    },
    async closeTab() {
      await here().close();
    },
    async crashTab() {
      const tab = here();
      const devTools = await tab.context().newCDPSession(tab);
      const crashed = tab.waitForEvent('crash');
      // The answer never comes: whoever should give it has crashed.
      void devTools.send('Page.crash').catch(() => null);
      await crashed;
      await tab.close();
    },
    async stopServiceWorkers() {
      const devTools = await here().context().newCDPSession(here());
      await devTools.send('ServiceWorker.enable');
      await devTools.send('ServiceWorker.stopAllWorkers');
      await devTools.detach();
    },
    async killBrowser() {
      context = null;
      await browser.kill();
    },
    async dispose() {
      await browser.dispose();
    },
  };
}

function uploadButton(tab: Page) {
  return tab.getByRole('button', { name: 'Upload', exact: true });
}

async function untilShown(
  page: Page,
  fileName: string,
  status: string,
  withinMs: number,
): Promise<string | null> {
  const row = page.getByRole('row').filter({ hasText: fileName });
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    const shown = row.getByText(status, { exact: true }).first();
    await shown
      .or(usernameBox(page))
      .first()
      .waitFor({ timeout: deadline - Date.now() })
      .catch(ignoreTimeout);
    if (await shown.isVisible()) break;
    if (await usernameBox(page).isVisible()) await openSignedIn(page, new URL(page.url()).origin);
  }
  return (await row.count()) === 0 ? null : row.first().innerText();
}

function ignoreTimeout(trouble: unknown): void {
  if (!(trouble instanceof errors.TimeoutError)) throw trouble;
}

function usernameBox(page: Page) {
  return page.getByRole('textbox', { name: 'Username' });
}

/** A killed browser may have forgotten its cookie: then the person signs in again. */
async function openSignedIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/history`);
  const heading = page.getByRole('heading', { name: 'Upload History' });
  const username = usernameBox(page);
  await heading.or(username).first().waitFor();
  if (await heading.isVisible()) return;
  await username.fill(teacher.username);
  await page.getByRole('textbox', { name: 'Password' }).fill(teacher.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'My Programs' }).or(heading).first().waitFor();
  if (!(await heading.isVisible())) await page.goto(`${url}/history`);
  await heading.waitFor();
}
