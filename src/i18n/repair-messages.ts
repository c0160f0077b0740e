import type { RepairOffer } from '#domain/roster/repair/repair.ts';
import { headerNames, type ColumnKey } from '#domain/roster/template.ts';
import type { Language } from './plural.ts';
import type { ColumnWords } from './problem-words.ts';
import { optionWordsEn, repairWordsEn } from './repair-words.en.ts';
import { optionWordsEs, repairWordsEs } from './repair-words.es.ts';
import type { OptionWords, RepairWords } from './repair-words.ts';

const repairWords: Readonly<Record<Language, RepairWords>> = { en: repairWordsEn, es: repairWordsEs };
const optionWords: Readonly<Record<Language, OptionWords>> = { en: optionWordsEn, es: optionWordsEs };

/** What is wrong with the rows of a repair, in plain words. */
export function repairSentence(offer: RepairOffer, language: Language): string {
  // The record pairs every kind with the words for that kind; an index loses the pairing.
  const says = repairWords[language][offer.kind].says as (one: RepairOffer, words: ColumnWords) => string;
  return says(offer, columnWords(offer.column, language));
}

/** What a repair does when its button is pressed with this option picked; null where a person must do it. */
export function repairAction(offer: RepairOffer, picked: string, language: Language): string | null {
  const does = repairWords[language][offer.kind].does as
    ((one: RepairOffer, picked: string, words: ColumnWords) => string) | null;
  return does && does(offer, picked, columnWords(offer.column, language));
}

/** An option as it is shown to be picked. */
export function optionName(option: string, language: Language): string {
  const words = optionWords[language];
  if (option === '') return words.blank;
  return Object.hasOwn(words, option) ? words[option as keyof OptionWords] : option;
}

function columnWords(column: ColumnKey, language: Language): ColumnWords {
  const names = headerNames[language];
  return { column: names[column], nameOf: (key) => names[key] };
}
