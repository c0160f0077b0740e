import { readDate, type DateReading } from '../read-date.ts';

const weekday =
  /^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|lun|mar|mie|jue|vie|sab|dom)(?:day|sday|nesday|rsday|urday|es|ercoles|rcoles|ves|rnes|ado|ingo)?\.?,?\s+/;
const timeOfDay =
  /[T,\s]+\d{1,2}(?::\d{2}){1,2}(?:\.\d+)?\s*(?:[ap]\.?\s?m\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;

/** As `readDate`, for days that programs write with a weekday or a time: `Wed, Aug 12, 2026`, `8/12/2026 12:00:00 AM`. */
export function readLooseDate(text: string): DateReading {
  const plain = text.normalize('NFD').toLowerCase().replace(/\p{M}/gu, '');
  const day = plain
    .replace(timeOfDay, '')
    .replace(weekday, '')
    .replace(/\s*([-/.])\s*/g, '$1');
  return readDate(day.trim());
}
