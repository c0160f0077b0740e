import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { staticFiles } from './static-files.ts';

describe('the built app', () => {
  let folder = '';
  let get: (path: string, headers?: Record<string, string>) => Promise<Response>;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rollbook-build-'));
    mkdirSync(join(folder, '_app/immutable'), { recursive: true });
    writeFileSync(join(folder, '200.html'), '<title>Rollbook</title>');
    writeFileSync(join(folder, 'service-worker.js'), 'self;');
    writeFileSync(join(folder, '_app/immutable/app.hash.js'), 'export {};');
    writeFileSync(join(folder, '_app/immutable/app.hash.js.br'), 'in brotli');
    writeFileSync(join(folder, '_app/immutable/app.hash.js.gz'), 'in gzip');
    const app = staticFiles(folder);
    get = async (path, headers = {}) => app.request(path, { headers });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(['/', '/history', '/drafts/0199', '/import?from=home'])(
    'answers the page %s with the app',
    async (path) => {
      const response = await get(path);

      expect(response.status).toBe(200);
      expect(await response.text()).toBe('<title>Rollbook</title>');
      expect(response.headers.get('Cache-Control')).toBe('no-cache');
    },
  );

  test('keeps files whose name changes with their content for good, compressed as the browser can', async () => {
    const plain = await get('/_app/immutable/app.hash.js');
    const brotli = await get('/_app/immutable/app.hash.js', { 'Accept-Encoding': 'gzip, br' });
    const gzip = await get('/_app/immutable/app.hash.js', { 'Accept-Encoding': 'gzip' });

    expect(plain.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
    expect(await brotli.text()).toBe('in brotli');
    expect(await gzip.text()).toBe('in gzip');
    expect(gzip.headers.get('Vary')).toBe('Accept-Encoding');
    expect(gzip.headers.get('Content-Type')).toContain('text/javascript');
  });

  test('asks again for every other file, and says 304 while it is the same', async () => {
    const first = await get('/service-worker.js');
    const again = await get('/service-worker.js', { 'If-None-Match': first.headers.get('ETag') ?? '' });

    expect(first.headers.get('Cache-Control')).toBe('no-cache');
    expect(again.status).toBe(304);
    expect(again.headers.get('Cache-Control')).toBe('no-cache');
  });

  test('opens the import page for a share that no service worker took', async () => {
    const response = await staticFiles(folder).request('/import', { method: 'POST' });

    expect(response.status).toBe(303);
    expect(response.headers.get('Location')).toBe('/import');
  });

  test.each([
    '/_app/immutable/old.js',
    '/_app/version',
    '/robots.txt',
    '/../package.json',
    '/%2e%2e/package.json',
  ])('says of the missing file %s that it is missing, and lets nobody remember that', async (path) => {
    const response = await get(path);

    expect(response.status).toBe(404);
    expect(response.headers.get('Cache-Control')).toBeNull();
  });
});
