import { describe, expect, test } from 'vitest';
import { batchStatuses, isFinished } from './batch.ts';
import { finalStatus, mayFollow } from './batch-transitions.ts';

describe('the status of a batch', () => {
  test('goes from queued to in progress to an end', () => {
    expect(mayFollow('queued', 'in-progress')).toBe(true);
    expect(mayFollow('in-progress', 'completed')).toBe(true);
    expect(mayFollow('queued', 'completed')).toBe(false);
    expect(mayFollow('in-progress', 'queued')).toBe(false);
  });

  test('stays once it is finished', () => {
    for (const finished of batchStatuses.filter(isFinished)) {
      expect(batchStatuses.filter((next) => mayFollow(finished, next))).toEqual([]);
    }
  });

  test('ends with errors as soon as one row was refused', () => {
    const counts = { created: 9, updated: 0, unchanged: 0, refused: 0 };

    expect(finalStatus(counts)).toBe('completed');
    expect(finalStatus({ ...counts, refused: 1 })).toBe('completed-with-errors');
  });
});
