import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type CDPSession, type Page } from 'playwright-core';
import { chromiumArguments, chromiumPath } from './chromium.ts';

/** What the device knows of an installed app. */
export interface AppState {
  readonly badgeCount: number;
  readonly fileHandlers: readonly {
    readonly action: string;
    readonly accepts: readonly { readonly fileExtensions: readonly string[] }[];
  }[];
}

/** A browser with a profile of its own on the disk: the only kind that installs apps. */
export interface InstallableBrowser {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What keeps the page's site from being installed. */
  installabilityErrors(): Promise<readonly unknown[]>;
  install(): Promise<void>;
  /** The window it opened, or used. */
  launch(): Promise<string>;
  /** Opens files with the app, as from the device's file manager; the windows that got them. */
  launchWithFiles(files: readonly string[]): Promise<readonly string[]>;
  appState(): Promise<AppState>;
  uninstall(): Promise<void>;
  close(): Promise<void>;
}

export async function openInstallableBrowser(url: string): Promise<InstallableBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'rollbook-profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    // A browser offers an installation to people who come back; a test has no time to.
    args: [...chromiumArguments, '--bypass-app-banner-engagement-checks'],
    baseURL: url,
    locale: 'en-US',
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const devTools = await context.newCDPSession(page);
  const pwa = installedAppTools(devTools, `${url}/`);
  return {
    context,
    page,
    ...pwa,
    installabilityErrors: async () =>
      (await devTools.send('Page.getInstallabilityErrors')).installabilityErrors,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** The PWA domain of the DevTools protocol. */
function installedAppTools(devTools: CDPSession, manifestId: string) {
  return {
    install: async () => void (await devTools.send('PWA.install', { manifestId })),
    launch: async () => (await devTools.send('PWA.launch', { manifestId })).targetId,
    launchWithFiles: async (files: readonly string[]) =>
      (await devTools.send('PWA.launchFilesInApp', { manifestId, files: [...files] })).targetIds,
    appState: (): Promise<AppState> => devTools.send('PWA.getOsAppState', { manifestId }),
    uninstall: async () => void (await devTools.send('PWA.uninstall', { manifestId })),
  };
}
