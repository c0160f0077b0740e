import { proposeMapping } from '#domain/roster/propose-mapping.ts';
import type { Roster } from '#domain/roster/roster.ts';
import type { FileColumn } from './roster-api.ts';

/** Enough to recognise a column by. */
const SAMPLES = 3;
/** Rows among which samples are looked for: a column may be blank for a while. */
const SAMPLED_ROWS = 500;

/** The columns of a roster with samples of their cells and what they probably mean. */
export function fileColumns(roster: Roster): FileColumn[] {
  const { columns } = proposeMapping(roster);
  return columns.map((proposal, index) => ({
    header: roster.header[index] ?? '',
    samples: samplesOf(roster, index),
    proposal,
  }));
}

function samplesOf({ rows }: Roster, index: number): string[] {
  const found = new Set<string>();
  for (const { cells } of rows.slice(0, SAMPLED_ROWS)) {
    const text = (cells[index] ?? '').trim();
    if (text !== '') found.add(text);
    if (found.size === SAMPLES) break;
  }
  return [...found];
}
