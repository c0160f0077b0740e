import { describe, expect, test } from 'vitest';
import { readHeaderSets } from '#tests/fixtures/read-header-sets.ts';
import { mapHeader, readHeader } from './map-columns.ts';
import type { ColumnKey } from './template.ts';

const sets = readHeaderSets();
const identityColumns: readonly ColumnKey[] = [
  'userGuid',
  'studentId',
  'firstName',
  'lastName',
  'username',
  'password',
];

const columns = sets.flatMap(({ source, header, mapping }) => {
  const found = readHeader(header);
  return header.map((name, index) => ({
    source,
    name,
    found: found[index] ?? null,
    meant: mapping[name] ?? null,
  }));
});

describe('headers as schools have them', () => {
  test('are at least 60, from many programs', () => {
    expect(sets.length).toBeGreaterThanOrEqual(60);
  });

  test('are understood in 97 of 100 columns that mean something', () => {
    const telling = columns.filter(({ found, meant }) => found !== null || meant !== null);
    const wrong = telling.filter(({ found, meant }) => found !== meant);
    expect(wrong.length / telling.length, JSON.stringify(wrong, null, 1)).toBeLessThanOrEqual(0.03);
  });

  test('never make an identity of a column that means another, or nothing, without a word', () => {
    const told = new Set(
      sets.map(({ source, refused }) => `${source} ${refused && 'header' in refused ? refused.header : ''}`),
    );
    const mistaken = columns.filter(
      ({ source, name, found, meant }) =>
        found !== null &&
        identityColumns.includes(found) &&
        found !== meant &&
        !told.has(`${source} ${name}`),
    );
    expect(mistaken).toEqual([]);
  });

  test.each(sets)('are taken or refused for the right reason: $source', ({ header, refused }) => {
    const result = mapHeader(header);
    if (refused === undefined) expect(result).toMatchObject({ ok: true });
    else expect(result).toMatchObject({ ok: false, refusal: refused });
  });
});
