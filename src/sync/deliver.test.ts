import { describe, expect, test } from 'vitest';
import type { DeliveryAnswer } from '#domain/outbox/next-step.ts';
import type { OutboxEntry } from '#domain/outbox/outbox-entry.ts';
import type { Upload, UploadChunk } from '#storage/outbox.ts';
import { deliver, type UploadServer, type UploadStore } from './deliver.ts';

const upload: Upload = {
  entry: {
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
  },
  contents: {
    fileName: 'class.csv',
    header: ['Student ID'],
    mapping: ['studentId'],
    choices: { existingStudents: 'leave' },
  },
};

/** A server that takes chunks and loses the answers of the requests whose numbers are given (counted from 1). */
class ForgetfulServer implements UploadServer {
  readonly taken: number[] = [];
  readonly log: string[] = [];
  #committed = false;
  readonly #lostAnswers: ReadonlySet<number>;

  constructor(lostAnswers: readonly number[] = []) {
    this.#lostAnswers = new Set(lostAnswers);
  }

  putHeader(): Promise<DeliveryAnswer> {
    const receiptHash = this.#committed ? 'ours' : null;
    return this.#answer('header', { type: 'progress', have: [...this.taken], receiptHash });
  }

  putChunk(_batchId: string, index: number): Promise<DeliveryAnswer> {
    this.taken.push(index);
    return this.#answer(`chunk ${index}`, { type: 'chunk-taken', index });
  }

  commit(): Promise<DeliveryAnswer> {
    this.#committed = true;
    return this.#answer('commit', { type: 'receipt', receiptHash: 'ours' });
  }

  #answer(request: string, answer: DeliveryAnswer): Promise<DeliveryAnswer> {
    this.log.push(request);
    return Promise.resolve(this.#lostAnswers.has(this.log.length) ? { type: 'no-answer' } : answer);
  }
}

class MemoryStore implements UploadStore {
  entry: OutboxEntry = upload.entry;
  readonly #chunks: ReadonlyMap<number, UploadChunk>;

  constructor(chunkIndexes: readonly number[] = [0, 1, 2]) {
    this.#chunks = new Map(
      chunkIndexes.map((index) => [index, { bytes: new ArrayBuffer(1), digest: `${index}` }]),
    );
  }

  readChunk(_batchId: string, index: number): Promise<UploadChunk | null> {
    return Promise.resolve(this.#chunks.get(index) ?? null);
  }

  storeEntry(entry: OutboxEntry): Promise<void> {
    this.entry = entry;
    return Promise.resolve();
  }
}

const open = new AbortController().signal;

function run(server: UploadServer, store: UploadStore & { entry: OutboxEntry }, signal = open) {
  return deliver({ ...upload, entry: store.entry }, { server, store, now: () => 0, random: () => 0 }, signal);
}

describe('delivering an upload', () => {
  test('sends the header, every chunk once in order, and the commit', async () => {
    const server = new ForgetfulServer();
    const entry = await run(server, new MemoryStore());
    expect(server.log).toEqual(['header', 'chunk 0', 'chunk 1', 'chunk 2', 'commit']);
    expect(entry.status).toBe('sent');
  });

  test.each([1, 2, 3, 4, 5])('sends no chunk twice when the answer to request %i is lost', async (lost) => {
    const server = new ForgetfulServer([lost]);
    const store = new MemoryStore();
    expect((await run(server, store)).status).toBe('waiting');
    expect((await run(server, store)).status).toBe('sent');
    expect(server.taken).toEqual([0, 1, 2]);
  });

  test('keeps on the device what it has come to', async () => {
    const store = new MemoryStore();
    await run(new ForgetfulServer([2]), store);
    expect(store.entry).toMatchObject({ status: 'waiting', attempts: 1 });
  });

  test('stops when a chunk is not on the device any more', async () => {
    const entry = await run(new ForgetfulServer(), new MemoryStore([0, 2]));
    expect(entry).toMatchObject({ status: 'blocked', reason: 'outbox.rows_lost' });
  });

  test('tells how many chunks the server has acknowledged, also those of an earlier run', async () => {
    const server = new ForgetfulServer([3]);
    const store = new MemoryStore();
    const told: number[] = [];
    const tellProgress = (_batchId: string, acknowledged: number) => told.push(acknowledged);
    const parts = { server, store, now: () => 0, random: () => 0, tellProgress };
    await deliver(upload, parts, open);
    expect(told).toEqual([0, 1]);
    await deliver({ ...upload, entry: store.entry }, parts, open);
    expect(told).toEqual([0, 1, 2, 3]);
  });

  test('asks nothing more once it is told to stop', async () => {
    const server = new ForgetfulServer();
    const store = new MemoryStore();
    await run(server, store, AbortSignal.abort());
    expect(server.log).toEqual([]);
    expect(store.entry.status).toBe('waiting');
  });
});
