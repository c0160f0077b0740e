import type { Hono } from 'hono';
import { openAPIRouteHandler } from 'hono-openapi';
import type { RequestEnv, Step } from './env.ts';
import { version } from './version.ts';

/** `/api/openapi.json`: made from the routes of this app and the schemas they use, so that it cannot lag behind. */
export function openApiDocument(api: Hono<RequestEnv>): Step {
  return openAPIRouteHandler(api, {
    documentation: {
      openapi: '3.1.0',
      info: {
        title: 'Rollbook',
        version,
        description:
          'Every request that changes something carries the header `Rollbook-Protocol`. Refusals are RFC 9457 problem documents with a stable `code`.',
      },
      servers: [{ url: '/api' }],
    },
    defaultValidationErrorResponse: false,
  });
}
