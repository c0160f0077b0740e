import { execFile } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { builtApp } from './rollbook.ts';

/** A build beside the one under test. */
export interface OtherBuild {
  readonly buildFolder: string;
  remove(): void;
}

/** Builds the same app as another version. Takes some ten seconds. */
export async function buildNextVersion(): Promise<OtherBuild> {
  const buildFolder = mkdtempSync(join(tmpdir(), 'rollbook-next-'));
  const workFolder = resolve('.svelte-kit/beside', basename(buildFolder));
  const env = { ...process.env, BUILD_FOLDER: buildFolder, APP_VERSION: 'next' };
  await promisify(execFile)(process.execPath, ['node_modules/vite/bin/vite.js', 'build'], { env });
  rmSync(workFolder, { recursive: true, force: true });
  return { buildFolder, remove: () => rmSync(buildFolder, { recursive: true }) };
}

/** The app with a service worker that takes over by itself and shows a broken page everywhere. */
export function brokenVersion(): OtherBuild {
  const buildFolder = mkdtempSync(join(tmpdir(), 'rollbook-broken-'));
  cpSync(builtApp, buildFolder, { recursive: true });
  const file = join(buildFolder, 'service-worker.js');
  const script = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    `self.addEventListener('install', () => self.skipWaiting());
     self.addEventListener('fetch', (event) => {
       if (event.request.mode !== 'navigate') return;
       event.respondWith(new Response('This page is broken.'));
       event.stopImmediatePropagation();
     });`,
  );
  appendFileSync(file, script);
  for (const packed of ['.br', '.gz']) rmSync(file + packed);
  return { buildFolder, remove: () => rmSync(buildFolder, { recursive: true }) };
}
