import { pino } from 'pino';
import type { Milliseconds } from '#domain/time.ts';
import { serverKeys } from '#sync-server/accounts/server-keys.ts';
import type { OpenDatabase } from '#sync-server/database/connect.ts';
import { createParts, type Parts } from '#sync-server/parts.ts';

/** A clock that stands still until a test moves it. */
export interface SettableClock {
  (): Milliseconds;
  set(now: Milliseconds): void;
  advance(by: Milliseconds): void;
}

export interface TestParts extends Parts {
  readonly clock: SettableClock;
}

/** 2026-09-01, the first morning of a school year. */
export const testStart: Milliseconds = Date.UTC(2026, 8, 1, 8);

export const testKeys = serverKeys([Buffer.alloc(32, 'a secret of the tests')]);

/** Real parts on the given database; time is settable, the key is fixed, the log is silent unless one is given. */
export function testParts(
  database: OpenDatabase,
  given: Partial<Pick<Parts, 'log' | 'origin' | 'keys'>> = {},
): TestParts {
  const clock = settableClock(testStart);
  const { keys = testKeys, log = pino({ level: 'silent' }), origin } = given;
  return { ...createParts(database, { clock, keys, log, origin }), clock };
}

export function settableClock(start: Milliseconds): SettableClock {
  let now = start;
  const clock = () => now;
  const set = (moment: Milliseconds) => {
    now = moment;
  };
  return Object.assign(clock, { set, advance: (by: Milliseconds) => set(now + by) });
}
