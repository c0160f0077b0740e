import type { DateOrder, KeptValue, RepairKind, RepairOffer } from '#domain/roster/repair/repair.ts';
import type { ColumnWords } from './problem-words.ts';

export type OfferOf<Kind extends RepairKind> = Extract<RepairOffer, { readonly kind: Kind }>;

/** What a repair says and what its button says; a kind of repair without both does not compile. */
export type RepairWords = {
  readonly [Kind in RepairKind]: {
    /** One or two plain sentences: what is wrong, and in how many rows. */
    readonly says: (offer: OfferOf<Kind>, words: ColumnWords) => string;
    /** What pressing the button does, with the option picked; null where only a person can do it. */
    readonly does: ((offer: OfferOf<Kind>, picked: string, words: ColumnWords) => string) | null;
  };
};

/** Options that are not values of the file; all others are shown as they are. */
export type OptionWords = Readonly<Record<DateOrder | KeptValue | 'blank', string>>;
