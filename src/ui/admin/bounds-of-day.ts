import type { AuditFilter } from '#sync/district.ts';

/** When a day (`YYYY-MM-DD`) begins and ends in the reader's own time zone; no bounds for anything else. */
export function boundsOfDay(day: string): Pick<AuditFilter, 'from' | 'to'> {
  const from = new Date(`${day}T00:00:00`);
  if (day === '' || Number.isNaN(from.getTime())) return { from: null, to: null };
  const to = new Date(from);
  to.setDate(to.getDate() + 1);
  return { from: from.getTime(), to: to.getTime() };
}
