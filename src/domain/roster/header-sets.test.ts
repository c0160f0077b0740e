import { describe, expect, test } from 'vitest';
import { readHeaderSets } from '#tests/fixtures/read-header-sets.ts';
import { proposeMapping } from './propose-mapping.ts';
import type { ColumnKey, ColumnMeaning } from './template.ts';

const sets = readHeaderSets().map((set) => {
  const rows = (set.rows ?? []).map((cells, index) => ({ rowNumber: index + 2, cells }));
  return { ...set, proposal: proposeMapping({ header: set.header, rows }) };
});
const identityColumns: ReadonlySet<ColumnMeaning | null> = new Set<ColumnKey>([
  'userGuid',
  'studentId',
  'email',
  'username',
  'password',
]);

const columns = sets.flatMap(({ source, header, mapping, proposal }) =>
  proposal.columns.map(({ meaning, certainty }, index) => {
    const name = header[index] ?? '';
    return { source, name, certainty, found: meaning, meant: mapping[name] ?? null };
  }),
);

describe('headers as schools have them', () => {
  test('are at least 60, from many programs', () => {
    expect(sets.length).toBeGreaterThanOrEqual(60);
  });

  test('are understood in 97 of 100 columns that mean something', () => {
    const telling = columns.filter(({ found, meant }) => found !== null || meant !== null);
    const wrong = telling.filter(({ found, meant }) => found !== meant);
    expect(wrong.length / telling.length, JSON.stringify(wrong, null, 1)).toBeLessThanOrEqual(0.03);
  });

  test('never make an identity of a column that means another, or nothing, without a question', () => {
    const mistaken = columns.filter(
      ({ found, meant, certainty }) => certainty === 'sure' && identityColumns.has(found) && found !== meant,
    );
    expect(mistaken).toEqual([]);
  });

  test.each(sets)('ask only where there is a question: $source', ({ proposal, asks = false }) => {
    expect(proposal.isSure).toBe(!asks);
  });
});
