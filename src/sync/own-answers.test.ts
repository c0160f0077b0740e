import { describe, expect, test } from 'vitest';
import { createConnection } from './connection.ts';
import { sendersConnection } from './own-answers.ts';

describe("the sender's connection", () => {
  test('wakes the sender when a request of somebody else finds the server, not when its own does', () => {
    const connection = createConnection();
    const { own, onOthersReach } = sendersConnection(connection);
    let woken = 0;
    onOthersReach(() => (woken += 1));
    own.unanswered();
    own.answered();
    expect(woken).toBe(0);
    own.unanswered();
    connection.answered();
    expect(woken).toBe(1);
  });

  test('tells the rest of the app what the sender meets', () => {
    const connection = createConnection();
    const { own } = sendersConnection(connection);
    const seen: string[] = [];
    connection.onReachability(() => seen.push(connection.reachability()));
    own.unanswered();
    own.answered();
    expect(seen).toEqual(['unreachable', 'reachable']);
  });
});
