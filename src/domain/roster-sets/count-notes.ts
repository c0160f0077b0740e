import type { SetNote } from './roster-set.ts';

type CountedCode = Extract<SetNote, { readonly count: number }>['code'];

/** Notes of what there is at least one of. */
export function countNotes(counts: Partial<Record<CountedCode, number>>): SetNote[] {
  const entries = Object.entries(counts) as [CountedCode, number][];
  return entries.flatMap(([code, count]) => (count > 0 ? [{ code, count }] : []));
}
