export const papers = ['letter', 'a4'] as const;
export type Paper = (typeof papers)[number];

export const cardLayouts = ['labels', 'slips', 'list'] as const;
export type CardLayout = (typeof cardLayouts)[number];

/** Where the cards lie on one sheet of paper. All lengths in millimetres. */
export interface CardSheet {
  readonly pageWidth: number;
  readonly pageHeight: number;
  readonly columns: number;
  readonly rows: number;
  readonly cardWidth: number;
  readonly cardHeight: number;
  /** From the paper's edges to the first card. */
  readonly top: number;
  readonly left: number;
  /** Between two cards side by side; below one another they touch. */
  readonly gap: number;
}

/** ANSI A and ISO 216. */
const letter = { pageWidth: 215.9, pageHeight: 279.4 };
const a4 = { pageWidth: 210, pageHeight: 297 };

/**
 * Labels lie where the sheets sold as Avery 5163 (Letter: 2 × 4 inches, 5/32 from the side, 1/2 from the top) and
 * Avery L7173 (A4: 99.1 × 57 mm) have theirs; ten on each. Slips and lists keep half an inch (12 mm) that no printer
 * leaves out; a list has a heading of 14 mm above its lines.
 */
const sheets: Readonly<Record<CardLayout, Readonly<Record<Paper, CardSheet>>>> = {
  labels: {
    letter: {
      ...letter,
      ...{ columns: 2, rows: 5, cardWidth: 101.6, cardHeight: 50.8, top: 12.7, left: 3.97, gap: 4.76 },
    },
    a4: { ...a4, columns: 2, rows: 5, cardWidth: 99.1, cardHeight: 57, top: 6, left: 4.65, gap: 2.5 },
  },
  slips: {
    letter: {
      ...letter,
      ...{ columns: 1, rows: 5, cardWidth: 190.5, cardHeight: 50.8, top: 12.7, left: 12.7, gap: 0 },
    },
    a4: { ...a4, columns: 1, rows: 5, cardWidth: 186, cardHeight: 54.6, top: 12, left: 12, gap: 0 },
  },
  list: {
    letter: {
      ...letter,
      ...{ columns: 1, rows: 15, cardWidth: 190.5, cardHeight: 16, top: 26.7, left: 12.7, gap: 0 },
    },
    a4: { ...a4, columns: 1, rows: 15, cardWidth: 186, cardHeight: 17, top: 26, left: 12, gap: 0 },
  },
};

export function cardSheet(layout: CardLayout, paper: Paper): CardSheet {
  return sheets[layout][paper];
}

/** The cards of each sheet, in order; every sheet but the last is full. */
export function sheetsOf<Card>(cards: readonly Card[], { columns, rows }: CardSheet): Card[][] {
  const size = columns * rows;
  const count = Math.ceil(cards.length / size);
  return Array.from({ length: count }, (_, page) => cards.slice(page * size, (page + 1) * size));
}
