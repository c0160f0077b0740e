import type { Language } from '#i18n/plural.ts';
import type { Milliseconds } from '#domain/time.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** A moment in the reader's words and time zone: the time alone when it is of today, else with its day. */
export function formatMoment(moment: Milliseconds, language: Language, now = Date.now()): string {
  const sameDay = new Date(moment).toDateString() === new Date(now).toDateString();
  return (sameDay ? timeFormat(language) : dayFormat(language)).format(moment);
}

/** A day in the reader's words, without its time. */
export function formatDay(moment: Milliseconds, language: Language): string {
  const make = () => new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  return remembered(`date ${language}`, make).format(moment);
}

/** A moment told beside another one: the time alone on the same day, else with its day. */
export function formatTimeBeside(moment: Milliseconds, other: Milliseconds, language: Language): string {
  return formatMoment(moment, language, other);
}

function timeFormat(language: Language): Intl.DateTimeFormat {
  return remembered(`time ${language}`, () => new Intl.DateTimeFormat(language, { timeStyle: 'short' }));
}

function dayFormat(language: Language): Intl.DateTimeFormat {
  const options = { dateStyle: 'medium', timeStyle: 'short' } as const;
  return remembered(`day ${language}`, () => new Intl.DateTimeFormat(language, options));
}

/** Making a format costs a millisecond, and a list of uploads asks for hundreds. */
function remembered(key: string, make: () => Intl.DateTimeFormat): Intl.DateTimeFormat {
  const known = formats.get(key) ?? make();
  formats.set(key, known);
  return known;
}
