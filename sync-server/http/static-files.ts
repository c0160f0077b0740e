import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { etag } from 'hono/etag';
import type { RequestEnv, Step } from './env.ts';

/** Names of these files change with their content. */
const IMMUTABLE = '/_app/immutable/';
const FOREVER = 'public, max-age=31536000, immutable';

/**
 * The built app. Files that never change are cached for good; all others are asked for again and answered with 304
 * while they are the same. A missing file is missing; only a page's address gets the app itself.
 */
export function staticFiles(folder: string): Hono<RequestEnv> {
  const files = serveStatic({ root: folder, precompressed: true });
  const app = serveStatic({ root: folder, path: '200.html', precompressed: true });
  return (
    new Hono<RequestEnv>()
      .use(`${IMMUTABLE}*`, cacheFor(FOREVER), files)
      .use('*', cacheFor('no-cache'), etag(), files)
      // A file shared with the app is the service worker's to take; where there is none, the page still opens.
      .post('/import', (c) => c.redirect('/import', 303))
      .get('*', (c, next) => (isPage(c.req.path) ? app(c, next) : next()))
  );
}

function cacheFor(value: string): Step {
  return async (c, next) => {
    await next();
    if (c.res.status < 400) c.res.headers.set('Cache-Control', value);
  };
}

/** `/history` is a page, `/_app/x.js` and `/robots.txt` are files. */
function isPage(path: string): boolean {
  return !path.startsWith('/_app/') && !/\.[^/]*$/.test(path);
}
