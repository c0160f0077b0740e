/** What may stand between cells, most common first: a file with one column only counts as the first. */
const delimiters = [',', ';', '\t', '|'] as const;

export interface TextLayout {
  readonly delimiter: string;
  /** Where the table begins: after a `sep=` line, which spreadsheets obey and do not show. */
  readonly start: number;
}

/**
 * What separates the cells of a text file. A first line `sep=;` says so; otherwise it is the mark found most often in the
 * header, outside of quotes. The header decides because its names contain no such marks, and the rows' texts may.
 */
export function findDelimiter(text: string): TextLayout {
  const told = /^"?sep=(.)"?[,;\t|]*\r?(?:\n|\r|$)/i.exec(text);
  if (told?.[1] !== undefined) return { delimiter: told[1], start: told[0].length };
  const header = firstLine(text);
  const counts = delimiters.map((delimiter) => header.split(delimiter).length);
  return { delimiter: delimiters[counts.indexOf(Math.max(...counts))] ?? ',', start: 0 };
}

/** The first line with anything on it, without what stands in quotes. */
function firstLine(text: string): string {
  const beginning = text
    .slice(0, 100_000)
    .trimStart()
    .replaceAll(/"[^"]*"/g, '""');
  return /^[^\r\n]*/.exec(beginning)?.[0] ?? '';
}
