import { describe, expect, test } from 'vitest';
import { followBatches, type EventStream, type FollowParts } from './follow-batches.ts';

const batchId = '01990000-0000-7000-8000-000000000001';

/** A browser whose server, network and eyes are the test's. */
function aBrowser() {
  const streams: FakeStream[] = [];
  const state = { isWanted: true, look: () => {}, pauses: [] as (() => void)[] };
  const parts: FollowParts = {
    open(path) {
      const stream = fakeStream(path);
      streams.push(stream);
      return stream;
    },
    isWanted: () => state.isWanted,
    watchWanted(onChange) {
      state.look = onChange;
      return () => {};
    },
    after(_, call) {
      state.pauses.push(call);
      return () => {};
    },
  };
  return { parts, streams, state };
}

interface FakeStream extends EventStream {
  readonly path: string;
  readyState: number;
  say(type: string, data?: unknown): void;
}

function fakeStream(path: string): FakeStream {
  const target = new EventTarget();
  const stream = {
    path,
    readyState: 1,
    addEventListener: target.addEventListener.bind(target) as EventStream['addEventListener'],
    close: () => (stream.readyState = 2),
    say: (type: string, data?: unknown) => target.dispatchEvent(new MessageEvent(type, { data })),
  };
  return stream;
}

function follow(parts: FollowParts) {
  const heard: unknown[] = [];
  const stop = followBatches(
    'a school',
    { heard: ({ status }) => heard.push(status), becameLive: (isLive) => heard.push(isLive) },
    parts,
  );
  return { heard, stop };
}

const event = JSON.stringify({ batchId, status: 'queued', rowCount: 3, doneRowCount: 0 });

describe('following the uploads of a school', () => {
  test('passes on what the server tells', () => {
    const { parts, streams } = aBrowser();
    const { heard } = follow(parts);
    streams[0]?.say('open');
    streams[0]?.say('batch', event);

    expect(streams[0]?.path).toBe('/api/schools/a%20school/events');
    expect(heard).toEqual([true, 'queued']);
  });

  test('ends while nobody looks or the server is silent, and begins again after that', () => {
    const { parts, streams, state } = aBrowser();
    const { heard } = follow(parts);
    state.isWanted = false;
    state.look();
    expect(streams[0]?.readyState).toBe(2);
    expect(heard).toEqual([false]);

    state.isWanted = true;
    state.look();
    expect(streams).toHaveLength(2);
  });

  test('leaves coming back after a broken line to the browser', () => {
    const { parts, streams, state } = aBrowser();
    const { heard } = follow(parts);
    streams[0]?.say('open');
    streams[0]!.readyState = 0;
    streams[0]?.say('error');
    streams[0]?.say('open');

    expect(heard).toEqual([true, false, true]);
    expect(state.pauses).toEqual([]);
  });

  test('tries again after a while when somebody else answered, or the server had streams enough', () => {
    const { parts, streams, state } = aBrowser();
    follow(parts);
    streams[0]!.readyState = 2;
    streams[0]?.say('error');
    state.look();
    expect(streams).toHaveLength(1);

    state.pauses[0]?.();
    expect(streams).toHaveLength(2);
  });

  test.each(['Welcome to the café', '{}', event.replace('queued', 'won'), undefined])(
    'listens to no portal that says %j',
    (data) => {
      const { parts, streams, state } = aBrowser();
      const { heard } = follow(parts);
      streams[0]?.say('open');
      streams[0]?.say('batch', data);

      expect(heard).toEqual([true, false]);
      expect(streams[0]?.readyState).toBe(2);
      expect(state.pauses).toHaveLength(1);
    },
  );

  test('ends when it is stopped', () => {
    const { parts, streams } = aBrowser();
    follow(parts).stop();

    expect(streams[0]?.readyState).toBe(2);
  });
});
