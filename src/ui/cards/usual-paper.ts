import type { Paper } from '#domain/students/cards/card-sheet.ts';

/** Regions whose printers hold Letter, by CLDR's `measurementData/paperSize` (release 46). */
const letterRegions = 'BZ CA CL CO CR GT MX NI PA PH PR SV US VE'.split(' ');

/** The paper most printers hold where this browser is from; Letter when its languages name no region. */
export function usualPaper(languages: readonly string[]): Paper {
  const region = languages.map((tag) => new Intl.Locale(tag).region).find((one) => one !== undefined);
  return region === undefined || letterRegions.includes(region) ? 'letter' : 'a4';
}
