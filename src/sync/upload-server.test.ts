import { describe, expect, test } from 'vitest';
import { personHeader, protocolHeader, rollbookMediaType } from '#protocol/media-type.ts';
import type { Upload } from '#storage/outbox.ts';
import { createConnection } from './connection.ts';
import { createUploadServer } from './upload-server.ts';

const batchId = '01890000-0000-7000-8000-000000000001';
const otherId = '01890000-0000-7000-8000-000000000002';
const payloadHash = 'a'.repeat(64);

const upload: Upload = {
  entry: {
    version: 1,
    batchId,
    userGuid: 'teacher',
    schoolId: 'school',
    queuedAt: 0,
    rowCount: 1,
    chunkCount: 1,
    payloadHash,
    status: 'waiting',
    attempts: 0,
    notBefore: 0,
    reason: null,
  },
  contents: { fileName: 'class.csv', header: [], mapping: [], choices: { existingStudents: 'leave' } },
};

const session = {
  userGuid: 'teacher',
  username: 'teacher',
  firstName: 'Ana',
  lastName: 'López',
  role: 'teacher',
  schools: [],
  mustChangePassword: false,
};

/** A server whose receipt names `receiptId`, for the question and for the commit. */
function serverWithReceiptOf(receiptId: string) {
  const receipt = { batchId: receiptId, payloadHash, acceptedAt: 1 };
  const answers: Record<string, object> = {
    '/api/session': session,
    [`/api/batches/${batchId}`]: { have: [0], receipt },
    [`/api/batches/${batchId}/commit`]: receipt,
  };
  const asked: { path: string; headers: HeadersInit | undefined }[] = [];
  const send: typeof fetch = (address, init) => {
    const path = address as string;
    asked.push({ path, headers: init?.headers });
    return Promise.resolve(
      new Response(JSON.stringify(answers[path]), { headers: { 'Content-Type': rollbookMediaType } }),
    );
  };
  return { asked, ...createUploadServer({ fetch: send, connection: createConnection() }) };
}

describe('our server as an upload sees it', () => {
  test('gives the receipt of this upload', async () => {
    const server = serverWithReceiptOf(batchId);
    expect(await server.commit(batchId)).toEqual({ type: 'receipt', receiptHash: payloadHash });
    expect(await server.putHeader(upload)).toEqual({ type: 'progress', have: [0], receiptHash: payloadHash });
  });

  test('has not answered when the receipt is for another upload, also for one of the same rows', async () => {
    const server = serverWithReceiptOf(otherId);
    expect(await server.commit(batchId)).toEqual({ type: 'no-answer' });
    expect(await server.putHeader(upload)).toEqual({ type: 'no-answer' });
  });

  test('is told in whose name an upload is announced', async () => {
    const server = serverWithReceiptOf(batchId);
    await server.putHeader(upload);
    const announced = server.asked.find(({ path }) => path === `/api/batches/${batchId}`);
    expect(announced?.headers).toMatchObject({ [personHeader]: 'teacher' });
  });
});

describe('an answer to a chunk', () => {
  const chunk = { bytes: new ArrayBuffer(1), digest: '00'.repeat(32) };
  const answering = (answer: Response) =>
    createUploadServer({ fetch: () => Promise.resolve(answer), connection: createConnection() });
  const ours = { 'Content-Type': rollbookMediaType };

  test('is empty and carries our header when the chunk was taken', async () => {
    const server = answering(new Response(null, { status: 204, headers: { [protocolHeader]: '1' } }));
    expect(await server.putChunk(batchId, 3, chunk)).toEqual({ type: 'chunk-taken', index: 3 });
  });

  test('is none when it is about something else, even in our own words', async () => {
    const server = answering(new Response(JSON.stringify({ have: [] }), { headers: ours }));
    expect(await server.putChunk(batchId, 3, chunk)).toEqual({ type: 'no-answer' });
  });

  test('is none when it is empty and not ours', async () => {
    const server = answering(new Response(null, { status: 204 }));
    expect(await server.putChunk(batchId, 3, chunk)).toEqual({ type: 'no-answer' });
  });
});
