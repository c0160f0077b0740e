import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cardLayouts, cardSheet, papers, sheetsOf } from './card-sheet.ts';

describe('a sheet of cards', () => {
  test.each(cardLayouts.flatMap((layout) => papers.map((paper) => [layout, paper] as const)))(
    'of %s lies on %s with the same edge on both sides, and a printable one below',
    (layout, paper) => {
      const sheet = cardSheet(layout, paper);
      const across = sheet.left + sheet.columns * sheet.cardWidth + (sheet.columns - 1) * sheet.gap;
      expect(sheet.pageWidth - across).toBeCloseTo(sheet.left, 1);
      const below = sheet.pageHeight - sheet.top - sheet.rows * sheet.cardHeight;
      expect(below).toBeGreaterThanOrEqual(paper === 'a4' && layout === 'labels' ? 6 : 12);
    },
  );

  test('is full before the next one begins, and every card is on one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { maxLength: 100 }),
        fc.constantFrom(...cardLayouts),
        (cards, layout) => {
          const sheet = cardSheet(layout, 'letter');
          const size = sheet.columns * sheet.rows;
          const sheets = sheetsOf(cards, sheet);
          expect(sheets.flat()).toEqual(cards);
          expect(sheets.slice(0, -1).every((one) => one.length === size)).toBe(true);
          expect(sheets).toHaveLength(Math.ceil(cards.length / size));
        },
      ),
    );
  });
});
