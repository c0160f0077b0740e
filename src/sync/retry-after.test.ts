import { describe, expect, test } from 'vitest';
import { readRetryAfter } from './retry-after.ts';

const noon = 'Tue, 01 Sep 2026 12:00:00 GMT';
const quarterPast = 'Tue, 01 Sep 2026 12:15:00 GMT';

describe('the wait a server asks for', () => {
  test('is read from seconds', () => {
    expect(readRetryAfter(new Headers({ 'Retry-After': '120' }))).toBe(120_000);
  });

  test("is read from a date by the server's own clock, whatever this device believes", () => {
    expect(readRetryAfter(new Headers({ 'Retry-After': quarterPast, Date: noon }))).toBe(900_000);
  });

  test('is over when the date has passed', () => {
    expect(readRetryAfter(new Headers({ 'Retry-After': noon, Date: quarterPast }))).toBe(0);
  });

  test.each([undefined, '', 'soon'])('is none in %j', (text) => {
    expect(readRetryAfter(new Headers(text === undefined ? {} : { 'Retry-After': text }))).toBeNull();
  });
});
