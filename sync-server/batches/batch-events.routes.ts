import { Hono } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { SECOND_MS } from '#domain/time.ts';
import { type BatchEvent, batchEventName } from '#protocol/batch-events.ts';
import { isSessionOpen } from '../auth/require-session.ts';
import type { SignedIn } from '../auth/signed-in.ts';
import { createBell } from '../bell.ts';
import { answerNothing } from '../http/answer.ts';
import { describe } from '../http/describe-route.ts';
import type { RequestEnv } from '../http/env.ts';
import { requireSchool } from '../organizations/require-school.ts';
import { schoolScopeFor } from '../organizations/schools-of-person.ts';
import type { SchoolScope } from '../organizations/scope.ts';
import type { Parts } from '../parts.ts';
import { type BatchFeed, createBatchFeed } from './batch-feed.ts';

/** A line at least this often, so that proxies do not take the stream for dead; also how soon it ends with its session. */
const HEARTBEAT_MS = 20 * SECOND_MS;

/** What the browser waits before it follows again by itself. */
const RETRY_MS = 5 * SECOND_MS;

/** Windows of one session that may follow at once; each holds one of the few connections a browser opens to us. */
const STREAMS_PER_SESSION = 4;

/** The uploads of a school, as they happen (server-sent events). */
export function batchEventRoutes(parts: Parts): Hono<RequestEnv> {
  const feed = createBatchFeed(parts);
  const openStreams = new Map<string, number>();
  return new Hono<RequestEnv>().get(
    '/schools/:schoolId/events',
    describe({
      summary: 'Which uploads of a school change, as they do; 204 when this session follows often enough',
      answer: { file: ['text/event-stream'] },
      refusals: ['not_found'],
    }),
    requireSchool('batches.read', parts),
    (c) => {
      const { person, school } = c.var;
      const open = openStreams.get(person.tokenHash) ?? 0;
      // The standard's word to an EventSource not to come back by itself.
      if (open >= STREAMS_PER_SESSION) return answerNothing(c);
      openStreams.set(person.tokenHash, open + 1);
      return streamSSE(c, async (stream) => {
        try {
          await sendEvents(stream, { person, school, feed }, parts);
        } catch (error) {
          c.var.log.warn({ err: error }, 'a stream of events broke');
        } finally {
          const left = (openStreams.get(person.tokenHash) ?? 1) - 1;
          if (left > 0) openStreams.set(person.tokenHash, left);
          else openStreams.delete(person.tokenHash);
        }
      });
    },
  );
}

interface Following {
  readonly person: SignedIn;
  readonly school: SchoolScope;
  readonly feed: BatchFeed;
}

/** Until the reader goes, the session or the right to the school ends, or the server stops. */
async function sendEvents(stream: SSEStreamingApi, following: Following, parts: Parts): Promise<void> {
  const bell = createBell();
  const waiting = new Map<string, BatchEvent>();
  let isOver = false;
  const end = () => {
    isOver = true;
    bell.ring();
  };
  const take = (event: BatchEvent) => {
    waiting.set(event.batchId, event);
    bell.ring();
  };
  stream.onAbort(end);
  const stop = await following.feed.follow(following.school.schoolId, { take, ended: end });
  try {
    await stream.write(`retry: ${RETRY_MS}\n\n`);
    for (;;) {
      await bell.rest(HEARTBEAT_MS);
      if (isOver || !(await mayFollow(following, parts))) return;
      const events = [...waiting.values()];
      waiting.clear();
      for (const event of events) {
        await stream.writeSSE({ event: batchEventName, data: JSON.stringify(event) });
      }
      if (events.length === 0) await stream.write(': still here\n\n');
    }
  } finally {
    stop();
  }
}

async function mayFollow({ person, school }: Following, parts: Parts): Promise<boolean> {
  if (!(await isSessionOpen(person.tokenHash, parts))) return false;
  return (await schoolScopeFor(person, 'batches.read', school.schoolId, parts)) !== null;
}
