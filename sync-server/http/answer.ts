import type { Context } from 'hono';
import { rollbookMediaType } from '#protocol/media-type.ts';

/** A JSON answer of ours: a media type that no captive portal has. */
export function answer(c: Context, body: object, status: 200 | 201 | 202 = 200): Response {
  return c.body(JSON.stringify(body), status, { 'Content-Type': rollbookMediaType });
}

/** Done, and nothing to say. */
export function answerNothing(c: Context): Response {
  return c.body(null, 204);
}
