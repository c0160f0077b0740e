import { foldHeader, mentionsOtherPerson, namesStudent } from './header-names.ts';
import { vagueNames } from './header-whole-names.ts';
import { isUnclear, namesSecret, readHeader } from './map-columns.ts';
import type { ColumnProposal } from './propose-mapping.ts';
import { errorHeaderNames, headerNames, type ColumnKey } from './template.ts';

const errorHeaders = new Set(Object.values(errorHeaderNames).map(foldHeader));
const ownNames = [headerNames.en, headerNames.es];

/** What columns mean by their names alone. A name that two columns have is given to one of them, as a question. */
export function proposeFromNames(header: readonly string[]): ColumnProposal[] {
  const read = readHeader(header);
  const isWhose = header.map((_, index) => isUnclear(header, read, index));
  const keys = read.map((key, index) => (isWhose[index] ? null : key));
  return header.map((text, index): ColumnProposal => {
    const key = keys[index] ?? null;
    if (isWhose[index]) return { meaning: null, certainty: 'unknown', why: 'whose' };
    if (key === null) return unnamed(text);
    const places = keys.flatMap((one, place) => (one === key ? [place] : []));
    if (places.length > 1) return repeated(key, index === bestOf(places, header, key));
    const isVague = vagueNames.has(foldHeader(text));
    return { meaning: key, certainty: isVague ? 'likely' : 'sure', why: isVague ? 'vague' : 'name' };
  });
}

function repeated(key: ColumnKey, isBest: boolean): ColumnProposal {
  if (!isBest) return { meaning: null, certainty: 'unknown', why: 'repeated' };
  return { meaning: key, certainty: 'likely', why: 'repeated' };
}

function unnamed(text: string): ColumnProposal {
  if (errorHeaders.has(foldHeader(text)) || mentionsOtherPerson(text)) {
    return { meaning: null, certainty: 'sure', why: 'not_used' };
  }
  if (namesSecret(text)) return { meaning: null, certainty: 'sure', why: 'secret' };
  return { meaning: null, certainty: 'unknown', why: 'not_used' };
}

/** The template's own name comes first, then one that says it is the student's, then whatever stands first. */
function bestOf(places: readonly number[], header: readonly string[], key: ColumnKey): number | undefined {
  const rank = (index: number) => {
    const text = header[index] ?? '';
    if (ownNames.some((names) => foldHeader(names[key]) === foldHeader(text))) return 2;
    return namesStudent(text) ? 1 : 0;
  };
  return [...places].sort((one, other) => rank(other) - rank(one) || one - other)[0];
}
