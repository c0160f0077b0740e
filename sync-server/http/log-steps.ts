import { matchedRoutes } from 'hono/route';
import type { Parts } from '../parts.ts';
import type { RequestContext, Step } from './env.ts';

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
    log.info({ method: c.req.method, route: routeOf(c) ?? 'none', status: c.res.status, ms }, 'request');
  };
}

/** The last pattern that names a route of its own; null when none does: steps and files match everything. */
export function routeOf(c: RequestContext): string | null {
  const patterns = matchedRoutes(c).map((route) => route.path);
  return patterns.findLast((path) => !path.endsWith('*')) ?? null;
}
