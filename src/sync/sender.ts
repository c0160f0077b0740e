import { nextStep, type DeliveryAnswer } from '#domain/outbox/next-step.ts';
import { isDue, readyToTry, takeOver, type OutboxEntry } from '#domain/outbox/outbox-entry.ts';
import { retryDelay } from '#domain/outbox/retry-delay.ts';
import { SECOND_MS, type Milliseconds } from '#domain/time.ts';
import type { Upload } from '#storage/outbox.ts';
import { deliver, type DeliveryParts } from './deliver.ts';
import { type ForgivingStore, forgivingStore, UnreadableChunk } from './forgiving-store.ts';
import { deviceTimer, type Timer } from './timer.ts';

/** What the sender needs of the device beside the parts of one delivery. */
export interface SenderParts extends DeliveryParts {
  /** Everything one person has to send, oldest first. */
  uploadsOf(userGuid: string): Promise<Upload[]>;
  /** Calls back after every change to the outbox, made in this tab or another; returns how to stop that. */
  watchOutbox(onChange: () => void): () => void;
  /** Runs the work as the only one on this device under the name, as soon as it may. */
  alone(name: string, work: () => Promise<void>, signal: AbortSignal): Promise<void>;
  /** Calls back when a network or the person may have come back; returns how to stop that. */
  watchReturn(onReturn: () => void): () => void;
  /** Takes what nobody expected, so that one broken upload is heard of and does not stop the others. */
  report(trouble: unknown): void;
  /** How the sender sleeps; the device's own timers unless given. */
  readonly after?: Timer;
}

/**
 * Sends everything one person has waiting on this device, one upload after the other, until stopped. Any tab may
 * start a sender; only one of them works at a time, and the next takes over when its tab goes.
 */
export function startSender(userGuid: string, parts: SenderParts): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  const work = () => sendUntilStopped(userGuid, parts, signal);
  parts.alone(`rollbook-outbox:${userGuid}`, work, signal).catch((trouble: unknown) => {
    if (!signal.aborted) parts.report(trouble);
  });
  return () => stopping.abort();
}

async function sendUntilStopped(userGuid: string, given: SenderParts, signal: AbortSignal): Promise<void> {
  const parts = { ...given, store: forgivingStore(given) };
  const bell = createBell(signal, parts.after ?? deviceTimer);
  const news = { isFirst: true, hasReturned: true };
  const stopWatching = [
    parts.watchOutbox(bell.ring),
    parts.watchReturn(() => {
      news.hasReturned = true;
      bell.ring();
    }),
  ];
  let troubles = 0;
  while (!signal.aborted) {
    try {
      await bell.wait(await sendNext(userGuid, news, parts, signal));
      troubles = 0;
    } catch (trouble) {
      // The device does not give its outbox out just now; a sender that ended here would leave it unsent for good.
      parts.report(trouble);
      troubles += 1;
      await bell.wait(retryDelay(troubles, parts.random()));
    }
  }
  await parts.store.storeAgain();
  for (const stop of stopWatching) stop();
}

/** How long the disk may show less than is true before the sender tries to write it again. */
const BEHIND_MS = 5 * SECOND_MS;

interface News {
  /** Nothing has been looked at yet. */
  isFirst: boolean;
  /** A network or the person may have come back since the last look. */
  hasReturned: boolean;
}

type OwnParts = SenderParts & { readonly store: ForgivingStore };

/** Sends the first upload that is due, if there is one; says after how long to look again. */
async function sendNext(
  userGuid: string,
  news: News,
  parts: OwnParts,
  signal: AbortSignal,
): Promise<Milliseconds> {
  await parts.store.storeAgain();
  if (news.hasReturned) await forgetWaits(userGuid, news, parts);
  const uploads = parts.store.withUnstored(await parts.uploadsOf(userGuid));
  const due = uploads.find((upload) => isDue(upload.entry, parts.now()));
  if (!due)
    return Math.min(untilNextDue(uploads, parts.now()), parts.store.isBehind() ? BEHIND_MS : Infinity);
  await deliverOrReport(due, parts, signal);
  return 0;
}

/** A bug must not send the same upload round and round: it waits like one the server could not take. */
async function deliverOrReport(upload: Upload, parts: SenderParts, signal: AbortSignal): Promise<void> {
  try {
    await deliver(upload, parts, signal);
  } catch (trouble) {
    parts.report(trouble);
    const answer = trouble instanceof UnreadableChunk ? silence : broken;
    const next = nextStep({ entry: upload.entry, missing: null }, answer, parts.now(), parts.random());
    await parts.store.storeEntry(next.delivery.entry);
  }
}

const silence: DeliveryAnswer = { type: 'no-answer' };
const broken: DeliveryAnswer = { type: 'refused', code: 'server.broken' };

async function forgetWaits(userGuid: string, news: News, parts: OwnParts): Promise<void> {
  const uploads = parts.store.withUnstored(await parts.uploadsOf(userGuid));
  const { isFirst } = news;
  news.isFirst = false;
  news.hasReturned = false;
  for (const { entry } of uploads) {
    const ready = readyToTry(isFirst ? takeOver(entry, parts.now()) : entry, 'start');
    if (ready !== entry) await parts.store.storeEntry(ready);
  }
}

function untilNextDue(uploads: readonly Upload[], nowMs: Milliseconds): Milliseconds {
  const waiting: OutboxEntry[] = uploads
    .map(({ entry }) => entry)
    .filter(({ status }) => status === 'waiting');
  return Math.min(...waiting.map(({ notBefore }) => notBefore - nowMs), 60_000);
}

/** A sleeper that wakes after a time, when the bell rings, or when work is over. A ring while awake is remembered. */
function createBell(signal: AbortSignal, after: Timer) {
  let rung = false;
  let wake: () => void = () => {};
  const ring = () => {
    rung = true;
    wake();
  };
  signal.addEventListener('abort', ring, { once: true });
  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      const callOff = after(rung ? 0 : Math.max(ms, 0), resolve);
      wake = () => {
        callOff();
        resolve();
      };
    }).then(() => {
      rung = false;
    });
  return { ring, wait };
}
