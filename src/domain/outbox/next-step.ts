import type { RefusalCode } from '../refusal.ts';
import type { Milliseconds } from '../time.ts';
import type { OutboxEntry, OutboxReason } from './outbox-entry.ts';
import { retryDelay } from './retry-delay.ts';

/** One run of sending an entry. `missing` is null until the server has said which chunks it has. */
export interface Delivery {
  readonly entry: OutboxEntry;
  readonly missing: readonly number[] | null;
}

/** What came back from the server, or did not. Times are durations from now. */
export type DeliveryAnswer =
  | { readonly type: 'progress'; readonly have: readonly number[]; readonly receiptHash: string | null }
  | { readonly type: 'chunk-taken'; readonly index: number }
  | { readonly type: 'receipt'; readonly receiptHash: string }
  | { readonly type: 'refused'; readonly code: RefusalCode; readonly retryAfterMs?: Milliseconds }
  /** With a wait when somebody before the server, a proxy that is too busy, asked for one. */
  | { readonly type: 'no-answer'; readonly retryAfterMs?: Milliseconds }
  /** Not from the server: a chunk to send is not on this device any more. */
  | { readonly type: 'rows-lost' };

/** What to do next. `rest`: nothing now; the entry says why and until when. */
export type DeliveryStep =
  | { readonly type: 'put-header' }
  | { readonly type: 'put-chunk'; readonly index: number }
  | { readonly type: 'commit' }
  | { readonly type: 'rest' };

export interface NextStep {
  readonly delivery: Delivery;
  readonly step: DeliveryStep;
}

/** The same chunk refused as damaged this often in a row is damaged on this device, not on the way. */
const DAMAGED_TRIES = 5;

/** A run always begins by asking the server what it has: an earlier run may have come further than we heard. */
export function firstStep(entry: OutboxEntry): NextStep {
  return {
    delivery: { entry: { ...entry, status: 'sending', notBefore: 0 }, missing: null },
    step: { type: 'put-header' },
  };
}

/** Where a run stands that was told to stop half-way: nobody sends the entry until somebody takes it up again. */
export function stopStep({ entry }: Delivery): OutboxEntry {
  return entry.status === 'sending' ? { ...entry, status: 'waiting' } : entry;
}

/**
 * What to do after the server answered, or did not.
 *
 * No answer is not a refusal: the server may have taken everything and the reply got lost, so we ask again under the
 * same batch id and let the server recognise it. Only a receipt that repeats our payload hash counts as sent.
 */
export function nextStep(
  delivery: Delivery,
  answer: DeliveryAnswer,
  nowMs: Milliseconds,
  random: number,
): NextStep {
  switch (answer.type) {
    case 'progress':
      return answer.receiptHash === null
        ? sendMissing(delivery, missingChunks(delivery.entry.chunkCount, answer.have))
        : finish(delivery, answer.receiptHash, nowMs, random);
    case 'chunk-taken': {
      const missing = (delivery.missing ?? []).filter((index) => index !== answer.index);
      return sendMissing({ ...delivery, entry: { ...delivery.entry, attempts: 0, reason: null } }, missing);
    }
    case 'receipt':
      return finish(delivery, answer.receiptHash, nowMs, random);
    case 'refused':
      return afterRefusal(delivery, answer.code, nowMs, random, answer.retryAfterMs);
    case 'no-answer':
      return afterSilence(delivery, nowMs, random, answer.retryAfterMs);
    case 'rows-lost':
      return block(delivery, 'outbox.rows_lost');
  }
}

function missingChunks(chunkCount: number, have: readonly number[]): number[] {
  const known = new Set(have);
  return Array.from({ length: chunkCount }, (_, index) => index).filter((index) => !known.has(index));
}

function sendMissing(delivery: Delivery, missing: readonly number[]): NextStep {
  const next = missing[0];
  // Damage is counted in a row: an answer to a question does not end the row, a chunk that got through does.
  const reason = delivery.entry.reason === 'batch.chunk_damaged' ? delivery.entry.reason : null;
  const entry: OutboxEntry = { ...delivery.entry, reason };
  const step: DeliveryStep = next === undefined ? { type: 'commit' } : { type: 'put-chunk', index: next };
  return { delivery: { entry, missing }, step };
}

/** A receipt for something else is a stale or foreign answer, and that is no answer. */
function finish(delivery: Delivery, receiptHash: string, nowMs: Milliseconds, random: number): NextStep {
  if (receiptHash !== delivery.entry.payloadHash) return waitAndRetry(delivery, null, nowMs, random);
  return rest(delivery, { status: 'sent', attempts: 0, notBefore: 0, reason: null });
}

/** A wait that was asked for gets a reason, so that it is kept like any other of the server's. */
function afterSilence(
  delivery: Delivery,
  nowMs: Milliseconds,
  random: number,
  retryAfterMs?: Milliseconds,
): NextStep {
  const reason = retryAfterMs === undefined ? null : 'server.broken';
  return waitAndRetry(delivery, reason, nowMs, random, retryAfterMs);
}

function afterRefusal(
  delivery: Delivery,
  code: RefusalCode,
  nowMs: Milliseconds,
  random: number,
  retryAfterMs?: Milliseconds,
): NextStep {
  switch (code) {
    case 'batch.chunk_damaged':
      return afterDamage(delivery, nowMs, random, retryAfterMs);
    case 'not_found':
      // After the header was taken this is a server that forgot (a restored backup): begin again. Before, it is final.
      if (delivery.missing === null) return block(delivery, code);
      return waitAndRetry(delivery, code, nowMs, random, retryAfterMs);
    case 'auth.required':
    case 'auth.password_change_required':
    case 'auth.too_many_tries':
    case 'batch.busy':
    case 'batch.chunks_missing':
    case 'request.too_many':
    case 'server.broken':
      return waitAndRetry(delivery, code, nowMs, random, retryAfterMs);
    case 'auth.wrong_credentials':
    case 'auth.password_expired':
    case 'auth.not_allowed':
    case 'password.not_allowed':
    case 'username.taken':
    case 'link.spent':
    case 'request.malformed':
    case 'request.foreign_origin':
    case 'request.too_large':
    case 'protocol.unsupported':
    case 'batch.id_reused':
    case 'batch.file_missing':
    case 'batch.undo_too_late':
    case 'batch.undone':
      return block(delivery, code);
  }
}

/** Tries that failed for other reasons, hours without a network for instance, say nothing about the chunk. */
function afterDamage(
  delivery: Delivery,
  nowMs: Milliseconds,
  random: number,
  retryAfterMs?: Milliseconds,
): NextStep {
  const { entry } = delivery;
  const attempts = entry.reason === 'batch.chunk_damaged' ? entry.attempts : 0;
  const counted = { ...delivery, entry: { ...entry, attempts } };
  if (attempts + 1 >= DAMAGED_TRIES) return block(counted, 'batch.chunk_damaged');
  return waitAndRetry(counted, 'batch.chunk_damaged', nowMs, random, retryAfterMs);
}

function waitAndRetry(
  delivery: Delivery,
  reason: OutboxReason | null,
  nowMs: Milliseconds,
  random: number,
  retryAfterMs?: Milliseconds,
): NextStep {
  const attempts = delivery.entry.attempts + 1;
  const notBefore = nowMs + retryDelay(attempts, random, retryAfterMs);
  return rest(delivery, { status: 'waiting', attempts, notBefore, reason });
}

function block(delivery: Delivery, reason: OutboxReason): NextStep {
  return rest(delivery, { status: 'blocked', attempts: delivery.entry.attempts + 1, notBefore: 0, reason });
}

type Standing = Pick<OutboxEntry, 'status' | 'attempts' | 'notBefore' | 'reason'>;

function rest(delivery: Delivery, standing: Standing): NextStep {
  return { delivery: { entry: { ...delivery.entry, ...standing }, missing: null }, step: { type: 'rest' } };
}
