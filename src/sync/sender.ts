import { nextStep } from '#domain/outbox/next-step.ts';
import { isDue, readyToTry, type OutboxEntry } from '#domain/outbox/outbox-entry.ts';
import type { Upload } from '#storage/outbox.ts';
import { deliver, type DeliveryParts } from './deliver.ts';
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

async function sendUntilStopped(userGuid: string, parts: SenderParts, signal: AbortSignal): Promise<void> {
  const bell = createBell(signal, parts.after ?? deviceTimer);
  let returned = true;
  const stopWatching = [
    parts.watchOutbox(bell.ring),
    parts.watchReturn(() => {
      returned = true;
      bell.ring();
    }),
  ];
  while (!signal.aborted) {
    if (returned) {
      returned = false;
      await forgetWaits(userGuid, parts);
    }
    const uploads = await parts.uploadsOf(userGuid);
    const due = uploads.find((upload) => isDue(upload.entry, parts.now()));
    if (due) await deliverOrReport(due, parts, signal);
    else await bell.wait(untilNextDue(uploads, parts.now()));
  }
  for (const stop of stopWatching) stop();
}

/** A bug must not send the same upload round and round: it waits like one the server could not take. */
async function deliverOrReport(upload: Upload, parts: SenderParts, signal: AbortSignal): Promise<void> {
  try {
    await deliver(upload, parts, signal);
  } catch (trouble) {
    parts.report(trouble);
    const broken = { type: 'refused', code: 'server.broken' } as const;
    const delivery = { entry: upload.entry, missing: null };
    const next = nextStep(delivery, broken, parts.now(), parts.random());
    await parts.store.storeEntry(next.delivery.entry);
  }
}

async function forgetWaits(userGuid: string, parts: SenderParts): Promise<void> {
  for (const { entry } of await parts.uploadsOf(userGuid)) {
    const ready = readyToTry(entry, 'start');
    if (ready !== entry) await parts.store.storeEntry(ready);
  }
}

function untilNextDue(uploads: readonly Upload[], nowMs: number): number {
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
