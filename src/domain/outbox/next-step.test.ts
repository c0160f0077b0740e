import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refusalCodes } from '../refusal.ts';
import { firstStep, nextStep, stopStep, type Delivery, type DeliveryAnswer } from './next-step.ts';
import { HOUR_MS } from '../time.ts';
import { isDue, readyToTry, takeOver, type OutboxEntry } from './outbox-entry.ts';

const entry: OutboxEntry = {
  version: 1,
  batchId: '01890000-0000-7000-8000-000000000001',
  userGuid: 'teacher',
  schoolId: 'school',
  queuedAt: 0,
  rowCount: 1_200,
  chunkCount: 3,
  payloadHash: 'ours',
  status: 'waiting',
  attempts: 0,
  notBefore: 0,
  reason: null,
};
const asked = firstStep(entry).delivery;
const sending: Delivery = { ...asked, missing: [1, 2] };

function after(delivery: Delivery, answer: DeliveryAnswer) {
  return nextStep(delivery, answer, 10_000, 0.5);
}

describe('an upload on its way to the server', () => {
  test('first asks the server what it already has', () => {
    expect(firstStep(entry)).toEqual({
      delivery: { entry: { ...entry, status: 'sending' }, missing: null },
      step: { type: 'put-header' },
    });
  });

  test('sends only the chunks the server does not have, one after the other', () => {
    const second = after(asked, { type: 'progress', have: [0], receiptHash: null });
    expect(second.step).toEqual({ type: 'put-chunk', index: 1 });
    const third = after(second.delivery, { type: 'chunk-taken', index: 1 });
    expect(third.step).toEqual({ type: 'put-chunk', index: 2 });
    const last = after(third.delivery, { type: 'chunk-taken', index: 2 });
    expect(last.step).toEqual({ type: 'commit' });
  });

  test('is sent once a receipt repeats its payload hash', () => {
    const { delivery, step } = after(sending, { type: 'receipt', receiptHash: 'ours' });
    expect(step).toEqual({ type: 'rest' });
    expect(delivery.entry.status).toBe('sent');
  });

  test('is sent when the server says it was committed before and only the reply got lost', () => {
    const { delivery } = after(asked, { type: 'progress', have: [0, 1, 2], receiptHash: 'ours' });
    expect(delivery.entry.status).toBe('sent');
  });

  test('is not sent by a receipt for something else', () => {
    const { delivery } = after(sending, { type: 'receipt', receiptHash: 'of another upload' });
    expect(delivery.entry.status).toBe('waiting');
  });

  test('waits and tries again when no answer came back', () => {
    const { delivery, step } = after(sending, { type: 'no-answer' });
    expect(step).toEqual({ type: 'rest' });
    expect(delivery).toEqual({
      entry: { ...entry, status: 'waiting', attempts: 1, notBefore: 11_500 },
      missing: null,
    });
  });

  test('waits as long as the server asks', () => {
    const { delivery } = after(asked, { type: 'refused', code: 'batch.busy', retryAfterMs: 30_000 });
    expect(delivery.entry.notBefore).toBe(40_000);
  });

  test('waits as long as a proxy asks, and no new start cuts that short', () => {
    const { delivery } = after(asked, { type: 'no-answer', retryAfterMs: 30_000 });
    expect(delivery.entry.notBefore).toBe(40_000);
    expect(readyToTry(delivery.entry, 'start')).toEqual(delivery.entry);
  });

  test('is kept while the person has to sign in again', () => {
    const { delivery } = after(asked, { type: 'refused', code: 'auth.required' });
    expect(delivery.entry).toMatchObject({ status: 'waiting', reason: 'auth.required' });
  });

  test('stops with its reason at a refusal that trying again cannot heal', () => {
    const { delivery } = after(asked, { type: 'refused', code: 'batch.id_reused' });
    expect(delivery.entry).toMatchObject({ status: 'blocked', reason: 'batch.id_reused' });
  });

  test('stops when its rows are not on the device any more', () => {
    const { delivery } = after(sending, { type: 'rows-lost' });
    expect(delivery.entry).toMatchObject({ status: 'blocked', reason: 'outbox.rows_lost' });
  });

  test('begins again when the server forgot an upload it had begun to take', () => {
    expect(after(sending, { type: 'refused', code: 'not_found' }).delivery.entry.status).toBe('waiting');
    expect(after(asked, { type: 'refused', code: 'not_found' }).delivery.entry.status).toBe('blocked');
  });

  test('stops when the same chunk arrives damaged five times in a row', () => {
    let delivery = sending;
    for (let tries = 1; tries <= 5; tries++) {
      expect(delivery.entry.status).not.toBe('blocked');
      delivery = after(delivery, { type: 'refused', code: 'batch.chunk_damaged' }).delivery;
    }
    expect(delivery.entry.status).toBe('blocked');
  });

  test('is not stopped by one damaged chunk after many tries without a network', () => {
    let delivery = asked;
    for (let tries = 1; tries <= 20; tries++) delivery = after(delivery, { type: 'no-answer' }).delivery;
    delivery = after(delivery, { type: 'progress', have: [], receiptHash: null }).delivery;
    delivery = after(delivery, { type: 'refused', code: 'batch.chunk_damaged' }).delivery;
    expect(delivery.entry).toMatchObject({ status: 'waiting', attempts: 1 });
  });

  test('counts damage over the questions in between, and anew after a chunk got through', () => {
    const question = { type: 'progress', have: [], receiptHash: null } as const;
    const damage = { type: 'refused', code: 'batch.chunk_damaged' } as const;
    let delivery = asked;
    for (let tries = 1; tries <= 4; tries++) {
      delivery = after(after(delivery, question).delivery, damage).delivery;
    }
    const through = after(after(delivery, question).delivery, { type: 'chunk-taken', index: 0 }).delivery;
    expect(after(through, damage).delivery.entry.status).toBe('waiting');
    expect(after(after(delivery, question).delivery, damage).delivery.entry.status).toBe('blocked');
  });

  test('stands as waiting when its run is stopped half-way, and keeps a receipt it has', () => {
    expect(stopStep(sending).status).toBe('waiting');
    const { delivery } = after(sending, { type: 'receipt', receiptHash: 'ours' });
    expect(stopStep(delivery).status).toBe('sent');
  });

  test('counts its tries from the start again once a chunk got through', () => {
    const tired = { ...sending, entry: { ...sending.entry, attempts: 7 } };
    expect(after(tired, { type: 'chunk-taken', index: 1 }).delivery.entry.attempts).toBe(0);
  });

  test('is never called sent by anything but its own receipt', () => {
    const foreign: fc.Arbitrary<DeliveryAnswer> = fc.oneof(
      fc.record({ type: fc.constant('refused' as const), code: fc.constantFrom(...refusalCodes) }),
      fc.record({ type: fc.constant('no-answer' as const) }),
      fc.record({ type: fc.constant('receipt' as const), receiptHash: fc.constantFrom('', 'theirs') }),
      fc.record({ type: fc.constant('chunk-taken' as const), index: fc.nat(5) }),
      fc.record({
        type: fc.constant('progress' as const),
        have: fc.array(fc.nat(5)),
        receiptHash: fc.constantFrom(null, 'theirs'),
      }),
    );
    fc.assert(
      fc.property(fc.array(foreign, { maxLength: 30 }), (answers) => {
        let delivery = asked;
        for (const answer of answers) delivery = after(delivery, answer).delivery;
        expect(delivery.entry.status).not.toBe('sent');
      }),
    );
  });
});

describe('an upload that rests', () => {
  test('is due only when its wait is over', () => {
    const waiting = { ...entry, notBefore: 500 };
    expect(isDue(waiting, 499)).toBe(false);
    expect(isDue(waiting, 500)).toBe(true);
  });

  test('is due at once when somebody asks to try again, also after a refusal', () => {
    const blocked: OutboxEntry = {
      ...entry,
      status: 'blocked',
      notBefore: 9_000,
      reason: 'request.too_large',
    };
    expect(isDue(blocked, 10_000)).toBe(false);
    expect(isDue(readyToTry(blocked, 'person'), 0)).toBe(true);
    expect(isDue(readyToTry(blocked, 'start'), 10_000)).toBe(false);
  });

  test('is due at a new start when only the network was missing, not when the server asked to wait', () => {
    const offline: OutboxEntry = { ...entry, notBefore: 9_000 };
    const told: OutboxEntry = { ...offline, reason: 'batch.busy' };
    expect(isDue(readyToTry(offline, 'start'), 0)).toBe(true);
    expect(isDue(readyToTry(told, 'start'), 0)).toBe(false);
  });

  test('is tried at a new start when this app was too old: it may be a newer one', () => {
    const old: OutboxEntry = { ...entry, status: 'blocked', reason: 'protocol.unsupported' };
    expect(isDue(readyToTry(old, 'start'), 0)).toBe(true);
  });

  test('is not shown as being sent when somebody else takes it over', () => {
    expect(takeOver({ ...entry, status: 'sending' }, 0).status).toBe('waiting');
    expect(takeOver({ ...entry, status: 'sent' }, 0).status).toBe('sent');
  });

  test('waits an hour at most when the clock has been set back a day', () => {
    const told: OutboxEntry = { ...entry, notBefore: 25 * HOUR_MS, reason: 'batch.busy' };
    expect(takeOver(told, HOUR_MS).notBefore).toBe(2 * HOUR_MS);
    expect(takeOver({ ...told, notBefore: 2 * HOUR_MS }, HOUR_MS).notBefore).toBe(2 * HOUR_MS);
  });

  test('is not sent again once it has its receipt', () => {
    const sent: OutboxEntry = { ...entry, status: 'sent' };
    expect(isDue(readyToTry(sent, 'person'), 10_000)).toBe(false);
  });
});
