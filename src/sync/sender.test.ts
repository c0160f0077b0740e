import { describe, expect, test } from 'vitest';
import type { DeliveryAnswer } from '#domain/outbox/next-step.ts';
import type { OutboxEntry } from '#domain/outbox/outbox-entry.ts';
import type { Upload } from '#storage/outbox.ts';
import { startSender, type SenderParts } from './sender.ts';

function anUpload(batchId: string, changes: Partial<OutboxEntry> = {}): Upload {
  const entry: OutboxEntry = {
    version: 1,
    batchId,
    userGuid: 'teacher',
    schoolId: 'school',
    queuedAt: 0,
    rowCount: 1,
    chunkCount: 1,
    payloadHash: batchId,
    status: 'waiting',
    attempts: 0,
    notBefore: 0,
    reason: null,
    ...changes,
  };
  const choices = { existingStudents: 'leave' } as const;
  return { entry, contents: { fileName: 'class.csv', header: [], mapping: [], choices } };
}

/** A device whose outbox is a list in memory and whose server takes everything; `idle` resolves when all is sent. */
function aDevice(uploads: Upload[]) {
  let rows = uploads;
  const asked: string[] = [];
  let rest = () => {};
  const idle = new Promise<void>((resolve) => (rest = resolve));
  const answer = (batchId: string, given: DeliveryAnswer) => {
    asked.push(batchId);
    return Promise.resolve(given);
  };
  const parts: SenderParts = {
    uploadsOf: () => Promise.resolve(rows),
    watchOutbox: () => () => {},
    watchReturn: () => () => {},
    report: (trouble) => {
      throw trouble;
    },
    alone: (_name, work) => work(),
    now: () => 1_000,
    random: () => 0,
    store: {
      readChunk: () => Promise.resolve({ bytes: new ArrayBuffer(1), digest: '' }),
      storeEntry: (entry) => {
        rows = rows.map((row) => (row.entry.batchId === entry.batchId ? { ...row, entry } : row));
        if (rows.every((row) => row.entry.status === 'sent' || row.entry.status === 'blocked')) rest();
        return Promise.resolve();
      },
    },
    server: {
      putHeader: ({ entry }) => answer(entry.batchId, { type: 'progress', have: [0], receiptHash: null }),
      putChunk: (batchId, index) => answer(batchId, { type: 'chunk-taken', index }),
      commit: (batchId) => answer(batchId, { type: 'receipt', receiptHash: batchId }),
    },
  };
  return { parts, asked, idle, entries: () => rows.map((row) => row.entry) };
}

describe('the sender of a device', () => {
  test('sends everything that waits, in order', async () => {
    const device = aDevice([anUpload('first'), anUpload('second')]);
    const stop = startSender('teacher', device.parts);
    await device.idle;
    stop();
    expect(device.asked).toEqual(['first', 'first', 'second', 'second']);
    expect(device.entries().map((entry) => entry.status)).toEqual(['sent', 'sent']);
  });

  test('tries at its start what only waited for a network', async () => {
    const device = aDevice([anUpload('offline', { notBefore: 300_000, attempts: 9 })]);
    const stop = startSender('teacher', device.parts);
    await device.idle;
    stop();
    expect(device.entries()[0]?.status).toBe('sent');
  });

  test('goes on with an upload that a closed tab left half sent, and leaves blocked ones alone', async () => {
    const left = anUpload('left', { status: 'sending' });
    const blocked = anUpload('blocked', { status: 'blocked', reason: 'request.too_large' });
    const device = aDevice([blocked, left]);
    const stop = startSender('teacher', device.parts);
    await device.idle;
    stop();
    expect(device.entries().map((entry) => entry.status)).toEqual(['blocked', 'sent']);
  });
});
