import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDate } from './read-date.ts';

describe('a date', () => {
  test.each([
    '2026-08-12',
    '2026/8/12',
    '2026.08.12',
    '20260812',
    '2026-08-12T00:00:00',
    '2026-08-12 00:00',
    '12.8.2026',
    '12.08.26',
    '12 Aug 2026',
    '12-Aug-26',
    '12th August 2026',
    'August 12, 2026',
    'Aug. 12th, 2026',
    '12 de agosto de 2026',
    '12 de agosto del 2026',
    '12/ago/2026'.replaceAll('/', '-'),
    'Agosto 12, 2026',
    '46246',
  ])('"%s" is 12 August 2026', (text) => {
    expect(readDate(text)).toEqual({ type: 'day', day: '2026-08-12' });
  });

  test.each([
    ['8/15/2026', '2026-08-15'],
    ['15/8/2026', '2026-08-15'],
    ['15-08-26', '2026-08-15'],
    ['8/8/2026', '2026-08-08'],
    ['2/29/2028', '2028-02-29'],
    ['1 ene 2027', '2027-01-01'],
    ['32874', '1990-01-01'],
  ])('"%s" has one reading: %s', (text, day) => {
    expect(readDate(text)).toEqual({ type: 'day', day });
  });

  test('that can be read month first and day first is asked about, never guessed', () => {
    expect(readDate('8/9/2026')).toEqual({ type: 'ambiguous', readings: ['2026-08-09', '2026-09-08'] });
    expect(readDate('08-09-26')).toEqual({ type: 'ambiguous', readings: ['2026-08-09', '2026-09-08'] });
  });

  test.each([
    '2026-02-29',
    '2026-02-30',
    '31/4/2026',
    '2026-13-01',
    '0/5/2026',
    '8.15.2026',
    '2026-00-10',
    '32 Aug 2026',
    '1926-08-12',
    '0206-08-12',
    '12345',
    '99999',
    '8/9',
    '2026',
    'August 2026',
    'next week',
    '2026-08-12T15:30:00',
    '8/9-2026',
    '',
  ])('"%s" is not one', (text) => {
    expect(readDate(text)).toEqual({ type: 'unreadable' });
  });

  test('written in any of its forms comes back as the same day', () => {
    const days = fc.date({ min: new Date('1990-01-01'), max: new Date('2100-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const day = date.toISOString().slice(0, 10);
        const [year = '', month = '', dayOfMonth = ''] = day.split('-');
        const serial = Math.floor(date.getTime() / 86_400_000) + 25_569;
        const english = date.toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });
        const spanish = date.toLocaleDateString('es', { dateStyle: 'long', timeZone: 'UTC' });
        for (const text of [
          day,
          `${dayOfMonth}.${month}.${year}`,
          `${year}${month}${dayOfMonth}`,
          String(serial),
          english,
          spanish,
        ]) {
          expect(readDate(text), text).toEqual({ type: 'day', day });
        }
      }),
    );
  });

  test('is never anything else than a day, two days or unreadable', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'0123456789/-. ade') }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(['day', 'ambiguous', 'unreadable']).toContain(readDate(text).type);
      }),
    );
  });
});
