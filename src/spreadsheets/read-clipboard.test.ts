import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readClipboardFixtures } from '#tests/fixtures/read-clipboard-fixtures.ts';
import { readClipboard } from './read-clipboard.ts';
import { writeClipboard } from './write-clipboard.ts';

const plain = (text: string) => readClipboard({ text, table: null, styles: '' });

describe('copied text', () => {
  // Tables are read by the browser; those fixtures are read in tests/journeys/clipboards.spec.ts.
  for (const { name, text, html, expected } of readClipboardFixtures()) {
    if (html === '') test(`${name} is read cell by cell`, () => expect(plain(text)).toEqual(expected));
  }

  test('of our own is every cell again, whatever stands in it', () => {
    const cell = fc.oneof(
      fc.string({ unit: fc.constantFrom('\t', '\n', '"', "'", '=', 'a', ' ') }),
      fc.string(),
    );
    const block = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.nat(4)).chain(([width, height]) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
        minLength: 1,
        maxLength: height + 1,
      }),
    );
    fc.assert(
      fc.property(block, (rows) => {
        const even = rows.map((cells) => cells.map((text) => text.replaceAll(/\r\n?/g, '\n')));
        expect(plain(`${writeClipboard(even).text}\r\n`)).toEqual(even);
      }),
    );
  });
});
