import type { Milliseconds } from '#domain/time.ts';

/** Virtual time: what happens next, and nothing in between. */
export interface Timeline {
  /** True time since the start of the run. */
  readonly now: () => Milliseconds;
  /** Has `call` happen after so long; returns how to call that off. Two at the same moment happen in the order asked. */
  after(delay: Milliseconds, call: () => void): () => void;
  /** Lets the next thing happen; false when nothing is left before `until`. */
  step(until: Milliseconds): boolean;
}

interface Event {
  readonly at: Milliseconds;
  readonly order: number;
  call: (() => void) | null;
}

export function createTimeline(): Timeline {
  const heap: Event[] = [];
  let now = 0;
  let order = 0;
  return {
    now: () => now,
    after(delay, call) {
      const event: Event = { at: now + Math.max(0, delay), order: order++, call };
      push(heap, event);
      return () => {
        event.call = null;
      };
    },
    step(until) {
      for (;;) {
        const next = heap[0];
        if (next === undefined || next.at > until) {
          now = Math.max(now, until);
          return false;
        }
        pop(heap);
        if (next.call === null) continue;
        now = next.at;
        next.call();
        return true;
      }
    },
  };
}

function isBefore(one: Event, other: Event): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

/** A binary heap: every parent is before its children. */
function push(heap: Event[], event: Event): void {
  let index = heap.push(event) - 1;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || !isBefore(event, above)) break;
    heap[index] = above;
    index = parent;
  }
  heap[index] = event;
}

function pop(heap: Event[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let index = 0;
  for (;;) {
    let child = 2 * index + 1;
    const left = heap[child];
    const right = heap[child + 1];
    if (left === undefined) break;
    if (right !== undefined && isBefore(right, left)) child += 1;
    const smaller = heap[child];
    if (smaller === undefined || !isBefore(smaller, last)) break;
    heap[index] = smaller;
    index = child;
  }
  heap[index] = last;
}
