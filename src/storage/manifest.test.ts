import { describe, expect, test } from 'vitest';
import type { ManifestRecord } from './database.ts';
import { newer } from './manifest.ts';

function copy(sequence: number): ManifestRecord {
  return { version: 1, userGuid: 'maria', sequence, items: [] };
}

describe('of the two copies of what should be on a device', () => {
  test('the one with more changes is right, wherever it stands', () => {
    expect(newer(copy(4), copy(5))?.sequence).toBe(5);
    expect(newer(copy(5), copy(4))?.sequence).toBe(5);
  });

  test('the one that is left is right when the other is lost', () => {
    expect(newer(undefined, copy(3))?.sequence).toBe(3);
    expect(newer(copy(3), undefined)?.sequence).toBe(3);
  });

  test('nothing is expected where nothing was ever kept', () => {
    expect(newer(undefined, undefined)).toBeNull();
  });
});
