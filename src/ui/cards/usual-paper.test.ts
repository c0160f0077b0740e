import { describe, expect, test } from 'vitest';
import { usualPaper } from './usual-paper.ts';

describe('the paper of a browser’s region', () => {
  test.each([
    [['en-US', 'en'], 'letter'],
    [['es-MX'], 'letter'],
    [['es-ES'], 'a4'],
    [['de', 'en-GB'], 'a4'],
    [['es'], 'letter'],
    [[], 'letter'],
  ])('%j: %s', (languages, paper) => {
    expect(usualPaper(languages)).toBe(paper);
  });
});
