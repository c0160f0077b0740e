import { expect, test } from 'vitest';
import { readLooseDate } from './read-loose-date.ts';

test.each([
  ['Wed, Aug 12, 2026', '2026-08-12'],
  ['Wednesday August 12 2026', '2026-08-12'],
  ['miércoles, 12 de agosto de 2026', '2026-08-12'],
  ['8/13/2026 12:00:00 AM', '2026-08-13'],
  ['2026-08-12T14:30:00Z', '2026-08-12'],
  ['2026-08-12 00:00:00.000', '2026-08-12'],
  ['13 / 8 / 2026', '2026-08-13'],
])('%s is the day %s', (text, day) => {
  expect(readLooseDate(text)).toEqual({ type: 'day', day });
});

test('what names no day, or two, is not guessed', () => {
  expect(['TBD', 'Aug 2026', 'Wed', '8/9/2026 10:00'].map((text) => readLooseDate(text).type)).toEqual([
    'unreadable',
    'unreadable',
    'unreadable',
    'ambiguous',
  ]);
});
