import { routePath } from 'hono/route';
import type { Parts } from '../parts.ts';
import type { Step } from './env.ts';

/** Gives every request an id and a log of its own, and writes one line about it: the route, never the path or query. */
export function logRequests(parts: Pick<Parts, 'log' | 'newGuid'>): Step {
  return async (c, next) => {
    const requestId = parts.newGuid();
    const log = parts.log.child({ requestId });
    c.set('requestId', requestId);
    c.set('log', log);
    const start = performance.now();
    await next();
    c.header('Request-Id', requestId);
    const ms = Math.round(performance.now() - start);
    // Paths may name people (a search, a GUID); the pattern of the route does not.
    log.info({ method: c.req.method, route: routePath(c, -1), status: c.res.status, ms }, 'request');
  };
}
