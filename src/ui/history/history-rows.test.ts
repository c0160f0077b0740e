import { describe, expect, test } from 'vitest';
import type { OutboxEntry } from '#domain/outbox/outbox-entry.ts';
import type { SeenBatch } from '#storage/history.ts';
import type { Upload } from '#storage/outbox.ts';
import { filesOf, historyRows, isUnfinished } from './history-rows.ts';

function aBatch(changes: Partial<SeenBatch> = {}): SeenBatch {
  return {
    batchId: 'on-server',
    schoolId: 'school',
    fileName: 'class.csv',
    uploadedAt: 5,
    uploadedBy: 'Ana López',
    isOwn: true,
    rowCount: 3,
    doneRowCount: 3,
    status: 'completed',
    finishedAt: 2,
    counts: { created: 3, updated: 0, unchanged: 0, refused: 0 },
    failure: null,
    savedAt: null,
    ...changes,
  };
}

function anUpload(batchId: string, status: OutboxEntry['status']): Upload {
  return {
    entry: {
      version: 1,
      batchId,
      userGuid: 'teacher',
      schoolId: 'school',
      queuedAt: 9,
      rowCount: 3,
      chunkCount: 1,
      payloadHash: '',
      status,
      attempts: 0,
      notBefore: 0,
      reason: null,
    },
    contents: { fileName: 'new.csv', header: [], mapping: [], choices: { existingStudents: 'leave' } },
  };
}

describe('the lines of Upload History', () => {
  test('begin with what the server does not list yet', () => {
    const rows = historyRows([anUpload('here', 'waiting')], [aBatch()]);
    expect(rows.map((row) => [row.batchId, row.status])).toEqual([
      ['here', 'waiting-to-send'],
      ['on-server', 'completed'],
    ]);
  });

  test('show an upload once, as the server has it, when both know it', () => {
    const rows = historyRows([anUpload('on-server', 'sending')], [aBatch({ status: 'queued' })]);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.status).toBe('queued');
  });

  test('call an upload queued as soon as its receipt is here', () => {
    expect(historyRows([anUpload('here', 'sent')], [])[0]?.status).toBe('queued');
  });

  test('are unfinished while something moves, not while an upload waits for a network', () => {
    const unfinished = (uploads: Upload[], batches: SeenBatch[]) =>
      historyRows(uploads, batches).some(isUnfinished);
    expect(unfinished([anUpload('here', 'sending')], [])).toBe(true);
    expect(unfinished([anUpload('here', 'sent')], [])).toBe(true);
    expect(unfinished([], [aBatch({ status: 'in-progress' })])).toBe(true);
    expect(unfinished([anUpload('here', 'waiting')], [aBatch()])).toBe(false);
  });
});

describe('the files of an upload', () => {
  const mixed = { created: 2, updated: 0, unchanged: 0, refused: 1 };

  test('are all three when some rows worked and some did not', () => {
    expect(filesOf(aBatch({ status: 'completed-with-errors', counts: mixed }))).toEqual([
      'uploaded',
      'completed',
      'error',
    ]);
  });

  test('leave out those that would be empty', () => {
    expect(filesOf(aBatch())).toEqual(['uploaded', 'completed']);
    const none = { created: 0, updated: 0, unchanged: 0, refused: 3 };
    expect(filesOf(aBatch({ status: 'completed-with-errors', counts: none }))).toEqual(['uploaded', 'error']);
  });

  test('are only what was uploaded until the work is done, and none before it reached the server', () => {
    expect(filesOf(aBatch({ status: 'in-progress', counts: mixed }))).toEqual(['uploaded']);
    expect(filesOf(null)).toEqual([]);
  });
});
