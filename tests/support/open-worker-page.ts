import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { chromiumArguments, chromiumPath } from './chromium.ts';

export interface OpenWorkerPage {
  readonly page: Page;
  /** Puts a file beside the page, for `fetch`. */
  readonly addFile: (name: string, bytes: Uint8Array) => void;
  readonly close: () => Promise<void>;
}

const mediaTypes: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

/** A page with nothing but the roster worker on it, built as for production, in a real browser. */
export async function openWorkerPage(): Promise<OpenWorkerPage> {
  const folder = mkdtempSync(join(tmpdir(), 'worker-page-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(import.meta.dirname, '../journeys/worker-page'),
    worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: true },
  });
  const server = serveFolder(folder);
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArguments });
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${await listen(server)}/index.html`);
  await page.waitForFunction(() => 'workerPage' in globalThis);
  return {
    page,
    addFile: (name, bytes) => writeFileSync(join(folder, name), bytes),
    async close() {
      await browser.close();
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function serveFolder(folder: string) {
  return createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    try {
      const bytes = readFileSync(join(folder, path));
      response.writeHead(200, { 'content-type': mediaTypes[extname(path)] ?? 'application/octet-stream' });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
}

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
