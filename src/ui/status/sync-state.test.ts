import { describe, expect, test } from 'vitest';
import type { OutboxStanding } from '#storage/outbox-standing.ts';
import { syncState, type SyncFacts } from './sync-state.ts';

function aStanding(batchId: string, changes: Partial<OutboxStanding> = {}): OutboxStanding {
  return {
    version: 1,
    batchId,
    userGuid: 'teacher',
    schoolId: 'school',
    queuedAt: 1,
    rowCount: 30,
    chunkCount: 5,
    status: 'waiting',
    attempts: 0,
    notBefore: 0,
    reason: null,
    ...changes,
  };
}

function state(standings: OutboxStanding[] | null, facts: Partial<SyncFacts> = {}) {
  return syncState({
    standings,
    acknowledged: new Map(),
    isLocked: false,
    isUnreachable: false,
    ...facts,
  });
}

describe('the state of what is on this device', () => {
  test('is "all sent" when the outbox is empty, or holds nothing but what the server has', () => {
    expect(state([])).toEqual({ type: 'all-sent' });
    expect(state([aStanding('sent', { status: 'sent' })])).toEqual({ type: 'all-sent' });
  });

  test('is never "all sent" before the device has said what it holds', () => {
    expect(state(null)).toEqual({ type: 'unknown' });
  });

  test('counts what waits, and knows when it is tried again', () => {
    const standings = [aStanding('late', { notBefore: 9_000 }), aStanding('soon', { notBefore: 4_000 })];

    expect(state(standings)).toEqual({ type: 'waiting', count: 2, nextTryAt: 4_000 });
  });

  test('says how much of an upload the server has acknowledged', () => {
    const standings = [aStanding('going', { status: 'sending' }), aStanding('next')];
    const percentAt = (count: number) => state(standings, { acknowledged: new Map([['going', count]]) });

    expect(state(standings)).toEqual({ type: 'sending', percent: null, others: 1 });
    expect(percentAt(0)).toEqual({ type: 'sending', percent: 0, others: 1 });
    expect(percentAt(2)).toEqual({ type: 'sending', percent: 40, others: 1 });
  });

  test('does not say 100 % before the receipt is here', () => {
    const acknowledged = new Map([['going', 5]]);

    expect(state([aStanding('going', { status: 'sending' })], { acknowledged })).toMatchObject({
      percent: 99,
    });
  });

  test('asks for the person when an upload will not go out by itself', () => {
    const standings = [aStanding('stuck', { status: 'blocked' }), aStanding('waits')];

    expect(state(standings)).toEqual({ type: 'needs-person', count: 1 });
  });

  test('is offline when the server is silent, with all that waits', () => {
    const standings = [aStanding('stuck', { status: 'blocked' }), aStanding('going', { status: 'sending' })];

    expect(state(standings, { isUnreachable: true })).toEqual({ type: 'offline', waiting: 2 });
    expect(state(null, { isUnreachable: true })).toEqual({ type: 'offline', waiting: 0 });
  });

  test('is locked before anything else', () => {
    const facts = { isLocked: true, isUnreachable: true };

    expect(state([aStanding('waits')], facts)).toEqual({ type: 'locked', waiting: 1 });
  });
});
