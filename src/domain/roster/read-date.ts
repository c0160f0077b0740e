import { monthsByName } from './month-names.ts';
import type { IsoDate } from './row.ts';

/** How a text reads as a calendar day. `ambiguous` carries the month-first reading, then the day-first one. */
export type DateReading =
  | { readonly type: 'day'; readonly day: IsoDate }
  | { readonly type: 'ambiguous'; readonly readings: readonly [IsoDate, IsoDate] }
  | { readonly type: 'unreadable' };

const unreadable: DateReading = { type: 'unreadable' };

/** Years a class can stand in; anything else is a slip of the finger or not a date. */
const firstYear = 1990;
const lastYear = 2100;

/** The form templates have, of days every month has; nearly every date ends here. */
const plainDay = /^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/;
const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/;
const compact = /^(\d{4})(\d{2})(\d{2})$/;
const numbersOnly = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/;
const dayThenMonth =
  /^(\d{1,2})(?:st|nd|rd|th|er|[ºo°])?\.?[\s-]*(?:de\s+|of\s+)?(\p{L}+)\.?,?[\s-]*(?:del?\s+)?(\d{4}|\d{2})$/u;
const monthThenDay = /^(\p{L}+)\.?[\s-]+(\d{1,2})(?:st|nd|rd|th|[ºo°])?,?[\s-]+(?:del?\s+)?(\d{4}|\d{2})$/u;
const serialNumber = /^\d{5}$/;

/**
 * Reads a day in the forms people and spreadsheets write: `2026-08-12`, `8/12/2026`, `12.8.2026`, `12 Aug 2026`,
 * `12 de agosto de 2026`, or Excel's day number. Two digits of a year are of this century.
 * A slash date that can be read month first and day first is `ambiguous`; an impossible day is `unreadable`.
 */
export function readDate(text: string): DateReading {
  if (plainDay.test(text)) return { type: 'day', day: text };
  if (text.length > 40) return unreadable;
  const iso = yearFirst.exec(text) ?? compact.exec(text);
  if (iso) return iso.length === 5 ? readDay(iso[1], iso[3], iso[4]) : readDay(iso[1], iso[2], iso[3]);
  const numbers = numbersOnly.exec(text);
  if (numbers) return readNumbers(numbers);
  if (serialNumber.test(text)) return readSerial(Number(text));
  return readWords(text.normalize('NFD').toLowerCase().replace(/\p{M}/gu, ''));
}

/** Dots always mean day first; slashes and hyphens do not say. */
function readNumbers([, first = '', separator, second = '', year = '']: RegExpExecArray): DateReading {
  const dayFirst = readDay(year, second, first);
  const monthFirst = separator === '.' ? unreadable : readDay(year, first, second);
  if (dayFirst.type !== 'day') return monthFirst;
  if (monthFirst.type !== 'day' || monthFirst.day === dayFirst.day) return dayFirst;
  return { type: 'ambiguous', readings: [monthFirst.day, dayFirst.day] };
}

function readWords(text: string): DateReading {
  const dayFirst = dayThenMonth.exec(text);
  if (dayFirst) return readDay(dayFirst[3], monthsByName.get(dayFirst[2] ?? ''), dayFirst[1]);
  const monthFirst = monthThenDay.exec(text);
  if (monthFirst) return readDay(monthFirst[3], monthsByName.get(monthFirst[1] ?? ''), monthFirst[2]);
  return unreadable;
}

function readDay(
  yearText: string | undefined,
  monthText: string | number | undefined,
  dayText: string | undefined,
) {
  const year = Number(yearText) + (yearText?.length === 2 ? 2000 : 0);
  const month = Number(monthText);
  const day = Number(dayText);
  const isPossible = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return isPossible ? dayReading(year, month, day) : unreadable;
}

function dayReading(year: number, month: number, day: number): DateReading {
  if (year < firstYear || year > lastYear) return unreadable;
  return { type: 'day', day: `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` };
}

/** Day 1 is 1900-01-01, and Excel believes in 1900-02-29, so day 60 and later are one too high. */
function readSerial(serial: number): DateReading {
  let days = serial - 61;
  let year = 1900;
  let month = 3;
  while (days >= daysInMonth(year, month)) {
    days -= daysInMonth(year, month);
    month = month === 12 ? 1 : month + 1;
    if (month === 1) year += 1;
  }
  return dayReading(year, month, days + 1);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
