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

/** A device whose time jumps to the end of each rest, and whose disk takes nothing while it is full. */
function aFullDevice(uploads: Upload[]) {
  const device = aDevice(uploads);
  const troubles: unknown[] = [];
  const state = { time: 1_000, isFull: true };
  const { store } = device.parts;
  const parts: SenderParts = {
    ...device.parts,
    now: () => state.time,
    after: (ms, call) => {
      state.time += ms;
      queueMicrotask(call);
      return () => {};
    },
    report: (trouble) => troubles.push(trouble),
    store: {
      ...store,
      storeEntry: (entry) => (state.isFull ? Promise.reject(new Error('full')) : store.storeEntry(entry)),
    },
  };
  return { ...device, parts, state, troubles };
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

  test('sends also while the disk is full, and says so on the disk as soon as there is room', async () => {
    const device = aFullDevice([anUpload('sent anyway')]);
    const real = device.parts.server;
    const server = {
      ...device.parts.server,
      commit: (batchId: string) => {
        device.state.isFull = false;
        return real.commit(batchId);
      },
    };
    const stop = startSender('teacher', { ...device.parts, server });
    await device.idle;
    stop();
    expect(device.asked).toEqual(['sent anyway', 'sent anyway']);
    expect(device.troubles).toEqual([new Error('full')]);
  });

  test('waits as long as the server asks, also when that cannot be written down', async () => {
    const device = aFullDevice([anUpload('told to wait')]);
    const askedAt: number[] = [];
    const server = {
      ...device.parts.server,
      putHeader: (): Promise<DeliveryAnswer> => {
        askedAt.push(device.state.time);
        device.state.isFull = askedAt.length === 1;
        return Promise.resolve(
          askedAt.length === 1
            ? { type: 'refused', code: 'batch.busy', retryAfterMs: 900_000 }
            : { type: 'progress', have: [0], receiptHash: null },
        );
      },
    };
    const stop = startSender('teacher', { ...device.parts, server });
    await device.idle;
    stop();
    expect(askedAt).toHaveLength(2);
    expect(askedAt[1]! - askedAt[0]!).toBeGreaterThanOrEqual(900_000);
  });

  test('goes on after the browser would not give its outbox out for a while', async () => {
    const device = aFullDevice([anUpload('unreadable at first')]);
    device.state.isFull = false;
    let tries = 0;
    const lost = new Error('Connection to Indexed Database server lost');
    const stop = startSender('teacher', {
      ...device.parts,
      uploadsOf: (userGuid) => ((tries += 1) <= 3 ? Promise.reject(lost) : device.parts.uploadsOf(userGuid)),
    });
    await device.idle;
    stop();
    expect(device.troubles).toEqual([lost, lost, lost]);
    expect(device.entries()[0]?.status).toBe('sent');
  });

  test('does not blame the server for a chunk the device cannot read just now', async () => {
    const device = aFullDevice([anUpload('unreadable')]);
    device.state.isFull = false;
    const reasons: unknown[] = [];
    let tries = 0;
    const { store, server } = device.parts;
    const stop = startSender('teacher', {
      ...device.parts,
      server: {
        ...server,
        putHeader: () => Promise.resolve({ type: 'progress', have: [], receiptHash: null }),
      },
      store: {
        readChunk: (...which) =>
          (tries += 1) === 1 ? Promise.reject(new Error('lost')) : store.readChunk(...which),
        storeEntry: (entry) => {
          reasons.push(entry.reason);
          return store.storeEntry(entry);
        },
      },
    });
    await device.idle;
    stop();
    expect(new Set(reasons)).toEqual(new Set([null]));
    expect(device.entries()[0]?.status).toBe('sent');
  });
});
