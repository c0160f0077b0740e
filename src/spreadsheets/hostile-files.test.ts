import { afterEach, describe, expect, test } from 'vitest';
import { makeHostileFiles } from '#tests/fixtures/hostile-files.ts';
import { readFile } from './read-file.ts';

/** Far above what any of them takes (most a few milliseconds, none a second), so that a busy machine does not fail. */
const patience = 5_000;

const prototypeNames = Object.getOwnPropertyNames(Object.prototype).sort();

describe('a hostile file', () => {
  afterEach(() => {
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(prototypeNames);
    expect(Object.keys({})).toEqual([]);
  });

  test.each(makeHostileFiles())('is read or refused without harm: $name', ({ bytes, fileName, outcome }) => {
    const start = performance.now();
    const result = readFile(bytes, fileName);
    expect(performance.now() - start).toBeLessThan(patience);
    const found = result.ok ? result.value.rows.length : result.refusal.code;
    if (outcome === undefined) expect(found).toBeDefined();
    else expect(found).toBe(outcome);
    if (result.ok)
      for (const { cells } of result.value.rows.slice(0, 5)) expect(cells.join('')).not.toMatch(/root:|haha/);
  });
});
