import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import { chromiumArguments, chromiumPath } from './chromium.ts';

/** A tablet: a browser whose profile stays on the disk when it is closed. */
export interface Device {
  /** Where the browser keeps everything. */
  readonly folder: string;
  /** Starts the browser on it. */
  open(): Promise<BrowserContext>;
  /** Closes the browser, which writes what it had in memory. */
  close(): Promise<void>;
  throwAway(): Promise<void>;
}

export function createDevice(baseURL: string): Device {
  const folder = mkdtempSync(join(tmpdir(), 'rollbook-device-'));
  let running: BrowserContext | null = null;
  const close = async () => {
    await running?.close();
    running = null;
  };
  return {
    folder,
    close,
    async open() {
      running = await chromium.launchPersistentContext(folder, {
        baseURL,
        executablePath: chromiumPath(),
        args: chromiumArguments,
        locale: 'en-US',
      });
      return running;
    },
    async throwAway() {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Which of these texts stand in a file of the folder, as UTF-8 or UTF-16, with the files. */
export function findTexts(folder: string, texts: readonly string[]): string[] {
  return filesIn(folder).flatMap((path) => {
    const bytes = readFileSync(path);
    return texts
      .filter((text) => bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')))
      .map((text) => `${text} in ${path.slice(folder.length + 1)}`);
  });
}

/** Which of these byte strings stand in a file of the folder. */
export function findBytes(folder: string, samples: readonly Buffer[]): string[] {
  return filesIn(folder).filter((path) => {
    const bytes = readFileSync(path);
    return samples.some((sample) => bytes.includes(sample));
  });
}

/** The files of the browser's database of the app. */
export function databaseFiles(folder: string): string[] {
  return filesIn(join(folder, 'Default', 'IndexedDB')).filter((path) => path.includes('.leveldb'));
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false);
}
