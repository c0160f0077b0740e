import { headerSearchRows, isHeader } from '#domain/roster/find-header.ts';
import { splitLoosely } from './split-loosely.ts';

/** What may stand between cells, most common first: a file with one column only counts as the first. */
const delimiters = [',', ';', '\t', '|'] as const;

export interface TextLayout {
  readonly delimiter: string;
  /** Where the table begins: after a `sep=` line, which spreadsheets obey and do not show. */
  readonly start: number;
}

/**
 * What separates the cells of a text file. A first line `sep=;` says so; otherwise it is the mark that makes a line near the top the
 * header of a roster. When none does, it is the mark found most often in the first line, outside of quotes: names of columns
 * contain no such marks, and the rows' texts may.
 */
export function findDelimiter(text: string): TextLayout {
  const told = /^"?sep=(.)"?[,;\t|]*\r?(?:\n|\r|$)/i.exec(text);
  if (told?.[1] !== undefined) return { delimiter: told[1], start: told[0].length };
  const known = delimiters.find((delimiter) => splitTop(text, delimiter).some(isHeader));
  if (known !== undefined) return { delimiter: known, start: 0 };
  const header = firstLine(text);
  const counts = delimiters.map((delimiter) => header.split(delimiter).length);
  return { delimiter: delimiters[counts.indexOf(Math.max(...counts))] ?? ',', start: 0 };
}

/** Characters at the beginning that hold the header, whatever stands above it. */
const TOP_LENGTH = 100_000;

function splitTop(text: string, delimiter: string): string[][] {
  const lines = text.slice(0, TOP_LENGTH).split(/\r\n?|\n/, headerSearchRows);
  const rows: string[][] = [];
  splitLoosely(lines.join('\n'), delimiter, (cells) => rows.push(cells));
  return rows;
}

/** The first line with anything on it, without what stands in quotes. */
function firstLine(text: string): string {
  const beginning = text
    .slice(0, TOP_LENGTH)
    .trimStart()
    .replaceAll(/"[^"]*"/g, '""');
  return /^[^\r\n]*/.exec(beginning)?.[0] ?? '';
}
